import type { z } from 'zod';
import { Tag } from '#libs/contracts/vocabulary.js';
import type { Finding, Rule } from '#libs/policy/preset/intake.schema.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { canonicalText } from '../text/canonical-text.js';
import type { Condition, Profile, ProfileRule, TagRule } from './profile.js';

/** Categories of the shipped presets, by which a company's own preset finds its nearest kin. */
export type Families = ReadonlyMap<string, readonly string[]>;

/** `default` marks an entry for which the company's rules have no clause. */
function realClauses(clauses: readonly string[]): string[] {
  return clauses.filter((clause) => clause !== 'default');
}

function conditionOf(finding: z.infer<typeof Finding>): Condition[] {
  const conditions: Condition[] = [];
  if (finding.signal !== undefined) {
    conditions.push({ kind: 'signal', signal: finding.signal, atLeast: finding.atLeast ?? null });
  }
  const phrases = [...(finding.words?.zh ?? []), ...(finding.words?.en ?? [])].map(
    (word) => canonicalText(word, { scanned: false }).text,
  );
  if (phrases.length > 0) {
    conditions.push({ kind: 'words', phrases });
  }
  return conditions;
}

function ruleOf(id: string, rule: Rule): ProfileRule {
  return {
    id,
    clauses: realClauses(rule.clauses),
    any: rule.any.flatMap(conditionOf),
    all: rule.all.flatMap(conditionOf),
    unless: rule.unless.flatMap(conditionOf),
  };
}

/** The classifier's view of a preset. `families`: shipped presets that the model knows. */
export function profileOf(preset: Preset, families: Families): Profile {
  const tags = Tag.options.filter((tag) => preset.tags[tag] !== undefined);
  const rules = tags.flatMap((tag): TagRule[] =>
    Object.entries(preset.tags[tag]?.rules ?? {}).map(([key, rule]) => ({ ...ruleOf(`${tag}.${key}`, rule), tag })),
  );
  const categories = Object.keys(preset.categories);
  return {
    preset: preset.id,
    family: families.has(preset.id) ? preset.id : nearest(categories, families),
    tags,
    clausesOf: Object.fromEntries(tags.map((tag) => [tag, realClauses(preset.tags[tag]?.clauses ?? [])])),
    categories,
    demands: Object.keys(preset.demands),
    thresholds: preset.classification,
    rules,
    urgency: Object.entries(preset.urgency.rules).map(([key, rule]) => ruleOf(`urgent.${key}`, rule)),
  };
}

function nearest(categories: readonly string[], families: Families): string {
  const shared = (known: readonly string[]): number => known.filter((category) => categories.includes(category)).length;
  return [...families].toSorted(([, a], [, b]) => shared(b) - shared(a))[0]?.[0] ?? '';
}
