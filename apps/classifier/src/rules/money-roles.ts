import { firstFrom, hitsOf, type Span } from '../lexicon/concept-hits.js';
import type { Concepts } from '../lexicon/concepts.js';
import type { Sum } from '../quantities/sums.js';
import type { Reading } from '../text/reading.js';
import { modalityOf, type ResolvedCue } from './modality-of.js';

/** What a sum stands for: asked back or demanded, lost, the price of something, or not to be told. */
export type MoneyRole = 'claim' | 'loss' | 'price' | 'plain';

export interface RoledSum extends Sum {
  readonly role: MoneyRole;
}

/** Reach of a word that gives a sum its role, in characters. */
const reach = 14;

/** Longest phrase of a concept, in characters, with room to spare. */
const longestPhrase = 64;

/** Nearest distance between the sum and a phrase in the same clause (or sentence, at double the price). */
function distance(sum: Sum, hits: readonly Span[], reading: Reading): number {
  const { clauseOf, sentenceOf } = reading.segments;
  let best = Number.POSITIVE_INFINITY;
  for (let i = firstFrom(hits, sum.start - reach * 2 - longestPhrase); i < hits.length; i += 1) {
    const hit = hits[i];
    if (hit === undefined || hit.start > sum.end + reach * 2) {
      break;
    }
    const gap = hit.end <= sum.start ? sum.start - hit.end : hit.start >= sum.end ? hit.start - sum.end + 2 : 0;
    if (gap > reach * 2 || sentenceOf[hit.start] !== sentenceOf[sum.start]) {
      continue;
    }
    best = Math.min(best, clauseOf[hit.start] === clauseOf[sum.start] ? gap : gap + reach);
  }
  return best;
}

/** Gives each sum its role by the nearest word that names one. */
export function moneyRoles(reading: Reading, concepts: Concepts, cues: readonly ResolvedCue[]): RoledSum[] {
  const of = (name: string): readonly Span[] => hitsOf(reading.hits, concepts.numberOf.get(name) ?? -1);
  const claims = of('claim');
  const losses = of('loss');
  const prices = of('price');
  const totals = of('total-sum');
  const total = (sum: Sum): boolean => distance(sum, totals, reading) <= 6;
  return reading.sums.map((sum) => {
    const ranked = (
      [
        ['claim', distance(sum, claims, reading)],
        ['loss', distance(sum, losses, reading)],
        ['price', distance(sum, prices, reading)],
      ] as const
    ).toSorted((a, b) => a[1] - b[1]);
    const [role, gap] = ranked[0] ?? ['plain', Number.POSITIVE_INFINITY];
    const real = ['fact', 'wished', 'quoted', 'asked', 'planned'].includes(modalityOf(sum, reading, cues));
    return {
      ...sum,
      role: !real ? 'plain' : gap <= reach * 2 ? role : total(sum) && claims.length > 0 ? 'claim' : 'plain',
    };
  });
}

/**
 * Yuan demanded or lost: the largest such sum, or what several losses add up to, or the price where all of it is asked
 * back. Zero where nothing of the kind stands.
 */
export function sumClaimed(sums: readonly RoledSum[], fullRefund: boolean): { yuan: number; at: RoledSum | null } {
  const wanted = sums.filter((sum) => sum.role === 'claim' || sum.role === 'loss');
  const largest = wanted.toSorted((a, b) => b.yuan - a.yuan)[0] ?? null;
  // A sum named twice is lost once.
  const seen = new Set<number>();
  const losses = wanted.filter((sum) => {
    const isNew = !seen.has(sum.yuan);
    seen.add(sum.yuan);
    return isNew && sum.role === 'loss';
  });
  const added = losses.length > 1 ? losses.reduce((total, sum) => total + sum.yuan, 0) : 0;
  const paid = fullRefund
    ? (sums.filter((sum) => sum.role !== 'plain').toSorted((a, b) => b.yuan - a.yuan)[0] ?? null)
    : null;
  const best = Math.max(largest?.yuan ?? 0, added, paid?.yuan ?? 0);
  return { yuan: best, at: paid !== null && paid.yuan === best ? paid : largest };
}
