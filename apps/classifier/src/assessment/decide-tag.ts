import type { Tag } from '#libs/contracts/vocabulary.js';
import type { FiredRule } from '../rules/fire-rules.js';
import type { Profile, TagRule } from '../rules/profile.js';
import type { DecidedBy } from './assessment.schema.js';

export interface TagDecision {
  readonly tag: Tag;
  readonly confidence: number;
  readonly abstained: boolean;
  readonly decidedBy: DecidedBy;
}

/** Calibrated shares of the tags that a preset has. */
export type TagShares = Readonly<Partial<Record<Tag, number>>>;

function likeliest(shares: TagShares, tags: readonly Tag[]): Tag {
  return tags.reduce((best, tag) => ((shares[tag] ?? 0) > (shares[best] ?? 0) ? tag : best));
}

/**
 * Tag and whether the desk must decide. The shares already weigh the rules, which are features of the model; the rules
 * have a say of their own where one speaks for major and the model does not answer so: then the desk decides. Major that is
 * less likely but not unlikely is for the desk too, and invalid is a proposal that needs to be very sure (PG-14).
 */
export function decideTag(profile: Profile, shares: TagShares, fired: readonly FiredRule<TagRule>[]): TagDecision {
  const { decide, majorFloor, propose } = profile.thresholds;
  const tag = likeliest(shares, profile.tags);
  const confidence = shares[tag] ?? 0;
  const major = shares.major ?? 0;
  const ruledMajor = fired.some(({ rule }) => rule.tag === 'major');
  const overlooked = tag !== 'major' && (major > majorFloor || ruledMajor);
  const abstained = confidence < (tag === 'invalid' ? propose : decide) || overlooked;
  return { tag, confidence, abstained, decidedBy: abstained ? 'desk' : reason(tag, fired, profile) };
}

function reason(tag: Tag, fired: readonly FiredRule<TagRule>[], profile: Profile): DecidedBy {
  if (fired.some(({ rule }) => rule.tag === tag)) {
    return 'rules';
  }
  const remains = !profile.rules.some((rule) => rule.tag === tag);
  return remains && fired.length === 0 ? 'default' : 'model';
}

/**
 * Shares where there is no model: what the rules say, and otherwise what remains. A rule for invalid is all that invalid
 * can be proposed by then, and a proposal wants more than an answer does; the desk confirms it in any case.
 */
export function sharesByRules(profile: Profile, fired: readonly FiredRule<TagRule>[]): TagShares {
  const strongest = (['major', 'invalid', 'minor'] as const).find((tag) => fired.some(({ rule }) => rule.tag === tag));
  const remains = profile.tags.find((tag) => tag === 'general') ?? 'general';
  const tag = strongest ?? remains;
  const sure = tag === 'invalid' ? 0.9 : 0.8;
  const rest = (1 - sure) / Math.max(1, profile.tags.length - 1);
  return Object.fromEntries(profile.tags.map((one) => [one, one === tag ? sure : rest]));
}
