import { shareTopic } from '../repeats/matter.js';
import { sketchLikeness, type TextSketch } from './text-sketch.js';

/** What many people may complain of together, as its first complaint set it. Nothing in clear but codes. */
export interface Cause {
  readonly category: string;
  /** Keyed fingerprint of building or shop; null: none was named. */
  readonly site: string | null;
  readonly topics: readonly string[];
  readonly bits: Buffer;
  /** False where the text was too short to compare. */
  readonly comparable: boolean;
}

/** From here on two people sent the same letter. */
const sameLetter = 0.5;

/** Why a complaint belongs to a cause; null: it does not. What people say it is about counts for more than its wording. */
export function judgeCause(
  cause: Cause,
  complaint: Pick<Cause, 'category' | 'site' | 'topics'> & {
    readonly sketch: TextSketch;
    readonly sortedByPeople: boolean;
  },
): 'same-letter' | 'same-place' | null {
  const { sketch } = complaint;
  if (complaint.sortedByPeople && complaint.category !== cause.category) {
    return null;
  }
  if (cause.comparable && sketch.bands.length > 0 && sketchLikeness(cause.bits, sketch.bits) >= sameLetter) {
    return 'same-letter';
  }
  const together =
    cause.site !== null &&
    cause.site === complaint.site &&
    cause.category === complaint.category &&
    shareTopic(cause.topics, complaint.topics) !== 'none';
  return together ? 'same-place' : null;
}

export interface GroupRule {
  /** Part of those concerned, 0..1; null: counted in complaints only. */
  readonly share: number | null;
  readonly cases: number;
}

export type GroupVerdict = { readonly kind: 'too-few'; readonly needed: number } | { readonly kind: 'group' };

/** Whether so many people make a group: by share of those concerned where the company says how many, else by count. */
export function judgeGroup(parties: number, whole: number | null, rule: GroupRule): GroupVerdict {
  const byShare = rule.share === null || whole === null ? rule.cases : Math.ceil(rule.share * whole);
  // One household is no group, however small the building.
  const needed = Math.max(2, byShare);
  return parties >= needed ? { kind: 'group' } : { kind: 'too-few', needed };
}
