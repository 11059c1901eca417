import { fireSignals, type SignalFind } from './fire-signals.js';
import { moneyRoles, sumClaimed, type RoledSum } from './money-roles.js';
import { quantitySpans } from './quantity-spans.js';
import { hitsOf } from '../lexicon/concept-hits.js';
import type { Reading } from '../text/reading.js';
import type { RuleBook } from './rule-book.js';

/** Yuan demanded or lost, as presets name it. */
export const sumSignal = 'sum';

/** All that the shared signals say about a text, before any preset is asked. */
export interface Signals {
  readonly finds: readonly SignalFind[];
  readonly sums: readonly RoledSum[];
  /** Yuan demanded or lost, and the sum that says so. */
  readonly claimed: { readonly yuan: number; readonly at: RoledSum | null };
}

export function findSignals(reading: Reading, book: RuleBook): Signals {
  const sums = moneyRoles(reading, book.concepts, book.cues);
  const fullRefund = hitsOf(reading.hits, book.concepts.numberOf.get('full-refund') ?? -1).length > 0;
  const claimed = sumClaimed(sums, fullRefund);
  const finds = fireSignals(reading, book, quantitySpans(reading));
  const { at, yuan } = claimed;
  const sum: SignalFind[] =
    at === null
      ? []
      : [{ signal: sumSignal, modality: 'fact', start: at.start, end: at.end, figure: yuan, counts: true }];
  return { finds: [...finds, ...sum], sums, claimed };
}

export function found(signals: Signals, id: string): boolean {
  return signals.finds.some((find) => find.signal === id && find.counts);
}
