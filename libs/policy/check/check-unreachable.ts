import type { z } from 'zod';
import type { Finding, Rule } from '../preset/intake.schema.js';
import type { Condition } from '../preset/condition.schema.js';
import type { Preset } from '../preset/preset.schema.js';
import { idle, type CheckFinding } from './finding.js';
import { referencesOf } from './references-of.js';

/** Names that exist outside of presets; null: not known here, and so not checked. */
export interface KnownNames {
  /** What the classifier can find in a text. */
  readonly signals: ReadonlySet<string> | null;
  /** Units of the roster. */
  readonly units: ReadonlySet<string> | null;
  /** Templates that the preset brings itself and that the product does not send by itself; inherited ones serve others. */
  readonly ownTemplates: ReadonlySet<string>;
}

export const nothingKnown: KnownNames = { signals: null, units: null, ownTemplates: new Set() };

type Path = readonly PropertyKey[];

/** Rules, routes, milestones and templates that nothing can reach. */
export function checkUnreachable(preset: Preset, known: KnownNames): CheckFinding[] {
  return [
    ...silentRules(preset, known.signals),
    ...emptyRoutes(preset, known.units),
    ...instantMilestones(preset),
    ...impossibleConditions(preset),
    ...unsentTemplates(preset, known.ownTemplates),
  ];
}

function silentRules(preset: Preset, signals: KnownNames['signals']): CheckFinding[] {
  const ofTags = Object.entries(preset.tags).flatMap(([tag, entry]) =>
    Object.entries(entry.rules).map(([key, rule]): [Path, Rule] => [['tags', tag, 'rules', key], rule]),
  );
  const ofUrgency = Object.entries(preset.urgency.rules).map(([key, rule]): [Path, Rule] => [
    ['urgency', 'rules', key],
    rule,
  ]);
  return [...ofTags, ...ofUrgency].flatMap(([path, rule]) => silentRule(path, rule, signals));
}

function silentRule(path: Path, rule: Rule, signals: KnownNames['signals']): CheckFinding[] {
  if (rule.any.length === 0 && rule.all.length === 0) {
    return [idle(path, 'never fires: it names nothing to find, neither under any nor under all')];
  }
  const unheard = (finding: z.infer<typeof Finding>): boolean =>
    signals !== null && finding.signal !== undefined && finding.words === undefined && !signals.has(finding.signal);
  const strange = (['any', 'all', 'unless'] as const).flatMap((part) =>
    rule[part].flatMap((finding, index) =>
      unheard(finding)
        ? [
            idle(
              [...path, part, index, 'signal'],
              `never found: the classifier knows no signal ${finding.signal ?? ''}`,
            ),
          ]
        : [],
    ),
  );
  const forbidden = new Set(rule.unless.map((finding) => JSON.stringify(finding)));
  const both = rule.all.findIndex((finding) => forbidden.has(JSON.stringify(finding)));
  const onlyBoth = rule.any.length > 0 && rule.any.every((finding) => forbidden.has(JSON.stringify(finding)));
  return [
    ...strange,
    ...(both >= 0 ? [idle([...path, 'all', both], 'never fires: what must be found may not be found')] : []),
    ...(onlyBoth ? [idle([...path, 'any'], 'never fires: all that could be found may not be found')] : []),
  ];
}

function emptyRoutes(preset: Preset, units: KnownNames['units']): CheckFinding[] {
  return Object.entries(preset.categories).flatMap(([key, { department }]) =>
    Object.keys(department.byUnit ?? {})
      .filter((unit) => units !== null && !units.has(unit))
      .map((unit) =>
        idle(['categories', key, 'department', 'byUnit', unit], `never taken: the roster has no unit ${unit}`),
      ),
  );
}

function instantMilestones({ milestones }: Preset): CheckFinding[] {
  return Object.entries(milestones).flatMap(([key, { from, until }]) =>
    from === until
      ? [idle(['milestones', key, 'until'], `never missed: it ends with the fact that starts it (${from})`)]
      : [],
  );
}

/** A condition that wants a mark and its absence, or one out of none. */
function impossibleConditions(preset: Preset): CheckFinding[] {
  const sections = {
    milestones: preset.milestones,
    approvals: preset.approvals,
    gates: preset.gates,
    tasks: preset.tasks,
    reports: preset.reports,
  };
  return Object.entries(sections).flatMap(([section, register]) =>
    Object.entries(register).flatMap(([key, { when }]: [string, { readonly when: Condition }]) => {
      const wanted = when.marks?.find((mark) => when.unmarked?.includes(mark) === true);
      const none = (['tag', 'category', 'marks'] as const).find((part) => when[part]?.length === 0);
      return [
        ...(wanted === undefined
          ? []
          : [idle([section, key, 'when'], `never applies: it wants the mark ${wanted} and its absence`)]),
        ...(none === undefined ? [] : [idle([section, key, 'when', none], `never applies: no ${none} is named`)]),
      ];
    }),
  );
}

function unsentTemplates(preset: Preset, own: KnownNames['ownTemplates']): CheckFinding[] {
  const named = new Set(referencesOf(preset).flatMap(({ target, name }) => (target === 'template' ? [name] : [])));
  return Object.keys(preset.templates)
    .filter((key) => own.has(key) && !named.has(key))
    .map((key) =>
      idle(['templates', key], 'never sent: nothing in this preset names it, and the product does not know it'),
    );
}
