import type { Tag } from '#libs/contracts/vocabulary.js';
import type { RowVector } from '../model/vocabulary.js';
import { found, type Signals } from '../rules/find-signals.js';
import { scores, sigmoid, softmax } from '../model/linear-head.js';
import type { Model } from '../model/model.js';
import type { FiredRule } from '../rules/fire-rules.js';
import type { Profile, TagRule } from '../rules/profile.js';
import type { TagShares } from './decide-tag.js';

export function tagShares(model: Model, profile: Profile, vector: RowVector): TagShares {
  const { labels } = model.heads.tag;
  const allowed = labels.map((label) => profile.tags.some((tag) => tag === label));
  const shares = softmax(scores(model.heads.tag, vector), allowed, model.temperatures[profile.family] ?? 1);
  return Object.fromEntries(profile.tags.map((tag) => [tag, shares[labels.indexOf(tag)] ?? 0]));
}

/** Likeliest label of a head whose labels read `preset/label`. */
function likeliestOf(
  head: Model['heads']['category'],
  preset: string,
  among: readonly string[],
  vector: RowVector,
): string | null {
  const raw = scores(head, vector);
  let best: string | null = null;
  let top = Number.NEGATIVE_INFINITY;
  head.labels.forEach((label, index) => {
    const own = label.startsWith(`${preset}/`) ? label.slice(preset.length + 1) : null;
    const score = raw[index] ?? 0;
    if (own !== null && among.includes(own) && score > top) {
      best = own;
      top = score;
    }
  });
  return best;
}

export function categoryOf(model: Model | null, profile: Profile, vector: RowVector): string {
  const last = profile.categories.at(-1) ?? 'other';
  return model === null
    ? last
    : (likeliestOf(model.heads.category, profile.family, profile.categories, vector) ?? last);
}

/** Clauses of the rules that fired for the tag, in the profile's order; else the model's likeliest; else the tag's own. */
export function clausesOf(
  model: Model | null,
  profile: Profile,
  tag: Tag,
  deciding: readonly FiredRule<TagRule>[],
  vector: RowVector,
): string[] {
  const own = profile.clausesOf[tag] ?? [];
  const ruled = [...new Set(deciding.flatMap(({ rule }) => rule.clauses))];
  const known = [
    ...new Set([...own, ...profile.rules.filter((rule) => rule.tag === tag).flatMap((rule) => rule.clauses)]),
  ];
  const guess =
    model === null || known.length < 2 ? null : likeliestOf(model.heads.clause, profile.family, known, vector);
  if (ruled.length > 0) {
    // The model picks which of the clauses that fired weighs most.
    return guess !== null && ruled.includes(guess) ? [guess, ...ruled.filter((clause) => clause !== guess)] : ruled;
  }
  return guess === null ? [...own] : [guess];
}

export function demandsOf(model: Model, profile: Profile, vector: RowVector): string[] {
  const raw = scores(model.heads.demands, vector);
  return model.heads.demands.labels.filter(
    (label, index) =>
      profile.demands.includes(label) && sigmoid(raw[index] ?? 0) >= (model.demandThresholds[label] ?? 0.5),
  );
}

/** Whether it is urgent (SI-2.2): by the model, of which the preset's rules are features; by these alone where there is none. */
export function urgentOf(model: Model | null, vector: RowVector, fired: readonly FiredRule[]): boolean {
  if (model === null) {
    return fired.length > 0;
  }
  return sigmoid(scores(model.heads.urgent, vector)[0] ?? 0) >= model.urgentThreshold;
}

/** The writer withholds a name; merely unsigned is not anonymous. By rule and model together. */
export function anonymousOf(model: Model | null, vector: RowVector, signals: Signals): boolean {
  const said = found(signals, 'anonymous');
  return model === null ? said : sigmoid(scores(model.heads.anonymous, vector)[0] ?? 0) >= model.anonymousThreshold;
}
