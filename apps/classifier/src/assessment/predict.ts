import type { Tag } from '#libs/contracts/vocabulary.js';
import { ask, demandShares, likeliestCategory, urgentShare, type TextFeatures } from '../model/answers.js';
import { sigmoid, softmax } from '../model/linear-head.js';
import type { Model } from '../model/model.js';
import { found } from '../rules/find-signals.js';
import type { FiredRule } from '../rules/fire-rules.js';
import type { Profile, TagRule } from '../rules/profile.js';
import { sharesByRules, type TagShares } from './decide-tag.js';
import type { ReadComplaint } from './read-complaint.js';

/** All that is said of a text before anybody decides. */
export interface Opinion {
  readonly shares: TagShares;
  readonly category: string;
  readonly urgent: boolean;
  readonly anonymous: boolean;
  readonly demands: readonly string[];
  /** The clause of a tag that fits best; null where nothing speaks for one. */
  readonly clauseFor: (tag: Tag, among: readonly string[]) => string | null;
}

/** Where there is no model: rules and signals alone. Demands are not named then. */
export function opinionByRules(complaint: ReadComplaint, profile: Profile): Opinion {
  return {
    shares: sharesByRules(profile, complaint.fired),
    category: profile.categories.at(-1) ?? 'other',
    urgent: complaint.urgent.length > 0,
    anonymous: found(complaint.signals, 'anonymous'),
    demands: [],
    clauseFor: () => null,
  };
}

/** By the model, of which rules and signals are features. */
export function opinionByModel(model: Model, features: TextFeatures, profile: Profile): Opinion {
  const answers = ask(model, features);
  const { tag, clause, anonymous } = answers.raw;
  const demands = demandShares(answers);
  return {
    shares: tagShares(model, profile, tag),
    category: likeliestCategory(answers, model.heads.category.labels, profile.categories) ?? 'other',
    urgent: urgentShare(answers) >= model.urgentThreshold,
    anonymous: sigmoid(anonymous[0] ?? 0) >= model.anonymousThreshold,
    demands: model.heads.demands.labels.filter(
      (label, index) =>
        profile.demands.includes(label) && (demands[index] ?? 0) >= (model.demandThresholds[label] ?? 0.5),
    ),
    clauseFor: (_, among) => likeliestOf(model.heads.clause.labels, clause, profile.family, among),
  };
}

function tagShares(model: Model, profile: Profile, raw: Float64Array): TagShares {
  const { labels } = model.heads.tag;
  const allowed = labels.map((label) => profile.tags.some((tag) => tag === label));
  const shares = softmax(raw, allowed, model.temperatures[profile.family] ?? 1);
  return Object.fromEntries(profile.tags.map((tag) => [tag, shares[labels.indexOf(tag)] ?? 0]));
}

/** Likeliest label of a head whose labels read `preset/label`. */
function likeliestOf(
  labels: readonly string[],
  raw: Float64Array,
  preset: string,
  among: readonly string[],
): string | null {
  let best: string | null = null;
  let top = Number.NEGATIVE_INFINITY;
  labels.forEach((label, index) => {
    const own = label.startsWith(`${preset}/`) ? label.slice(preset.length + 1) : null;
    const score = raw[index] ?? 0;
    if (own !== null && among.includes(own) && score > top) {
      best = own;
      top = score;
    }
  });
  return best;
}

/** Clauses of the rules that fired for the tag, the likeliest of them first; else the likeliest; else the tag's own. */
export function clausesOf(
  opinion: Opinion,
  profile: Profile,
  tag: Tag,
  deciding: readonly FiredRule<TagRule>[],
): string[] {
  const own = profile.clausesOf[tag] ?? [];
  const ruled = [...new Set(deciding.flatMap(({ rule }) => rule.clauses))];
  const rules = profile.rules.filter((rule) => rule.tag === tag);
  const known = [...new Set([...own, ...rules.flatMap((rule) => rule.clauses)])];
  const guess = known.length < 2 ? null : opinion.clauseFor(tag, known);
  if (ruled.length > 0) {
    return guess !== null && ruled.includes(guess) ? [guess, ...ruled.filter((clause) => clause !== guess)] : ruled;
  }
  return guess === null ? own.slice(0, 1) : [guess];
}
