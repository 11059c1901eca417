import type { Tag } from '#libs/contracts/vocabulary.js';
import type { TagShares } from '../assessment/decide-tag.js';
import type { DecidedBy } from '../assessment/assessment.schema.js';
import type { Profile } from '../rules/profile.js';

/** What the classifier thought by itself. */
export interface LocalView {
  readonly tag: Tag;
  readonly confidence: number;
  readonly abstained: boolean;
  readonly decidedBy: DecidedBy;
  /** Calibrated shares of the preset's tags. */
  readonly shares: TagShares;
  /** A rule for major fired. */
  readonly ruledMajor: boolean;
  /** One fired that was right whenever it was tried. */
  readonly firmMajor: boolean;
}

export type CombinedTag = Pick<LocalView, 'tag' | 'confidence' | 'abstained' | 'decidedBy'>;

/**
 * The tag after a second opinion. The opinion is one more witness who is right as often as `trust` says and errs evenly:
 * the shares are weighed by it and must pass the preset's thresholds again. Beyond that it can never
 * - lower a major to anything else (a guess of major, or a firm rule for it: the desk decides),
 * - settle that a rule speaks for major and the model does not (the desk decides),
 * - propose invalid where the classifier itself did not, whatever a complaint tells it to say (PG-14),
 * - turn an answer that was decided into another one without the desk, but for raising it to major.
 */
export function combineOpinion(local: LocalView, opinion: Tag, trust: number, profile: Profile): CombinedTag {
  const shares = weighed(local.shares, opinion, trust, profile.tags);
  const desk = (tag: Tag): CombinedTag => ({ tag, confidence: shares[tag] ?? 0, abstained: true, decidedBy: 'desk' });
  const tag = likeliest(shares, profile.tags);
  if ((local.tag === 'major' || local.firmMajor) && opinion !== 'major') {
    return desk('major');
  }
  if (tag === 'invalid' && (local.tag !== 'invalid' || local.abstained)) {
    return desk(local.tag);
  }
  if (tag !== 'major' && local.ruledMajor) {
    return desk(tag);
  }
  if (!local.abstained && tag !== local.tag && tag !== 'major') {
    return desk(local.tag);
  }
  const { decide, majorFloor, propose } = profile.thresholds;
  const confidence = shares[tag] ?? 0;
  const unsure =
    confidence < (tag === 'invalid' ? propose : decide) || (tag !== 'major' && (shares.major ?? 0) > majorFloor);
  if (unsure) {
    return desk(tag);
  }
  // Whoever was sure before stays the one who decided; the opinion only agreed.
  const decidedBy = !local.abstained && tag === local.tag ? local.decidedBy : 'opinion';
  return { tag, confidence, abstained: false, decidedBy };
}

function weighed(shares: TagShares, opinion: Tag, trust: number, tags: readonly Tag[]): TagShares {
  const otherwise = (1 - trust) / Math.max(1, tags.length - 1);
  const raw = tags.map((tag): [Tag, number] => [tag, (shares[tag] ?? 0) * (tag === opinion ? trust : otherwise)]);
  const sum = raw.reduce((total, [, share]) => total + share, 0);
  return Object.fromEntries(raw.map(([tag, share]) => [tag, sum === 0 ? 0 : share / sum]));
}

function likeliest(shares: TagShares, tags: readonly Tag[]): Tag {
  return tags.reduce((best, tag) => ((shares[tag] ?? 0) > (shares[best] ?? 0) ? tag : best));
}
