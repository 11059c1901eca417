import type { Facts } from '../assessment/assessment.schema.js';
import type { RoledSum } from '../rules/money-roles.js';
import { canonicalText, originalRange } from '../text/canonical-text.js';
import type { Reading } from '../text/reading.js';
import { eventDateOf } from './event-date.js';
import { orderNumberIn } from './order-number.js';
import { phoneIn } from './phone.js';
import { placeIn } from './place.js';

/** Most sums that are kept; more is a price list. */
const mostSums = 20;

/** The words of the original between two canonical offsets. */
export function wordsAt(reading: Reading, start: number, end: number): string {
  const [from, to] = originalRange(reading.canonical, start, end);
  return reading.canonical.original.slice(from, to);
}

function phoneOf(signature: string): string | null {
  const canonical = canonicalText(signature, { scanned: false });
  const span = phoneIn(canonical.text);
  return span === null ? null : signature.slice(...originalRange(canonical, ...span));
}

/** What the text states, copied as written but for the day, which is resolved. */
export function factsOf(reading: Reading, sums: readonly RoledSum[], signature = ''): Facts {
  const copy = (span: readonly [number, number] | null): string | null =>
    span === null ? null : wordsAt(reading, ...span).trim();
  return {
    orderNo: copy(orderNumberIn(reading.text)),
    place: copy(placeIn(reading)),
    eventDate: eventDateOf(reading),
    phone: copy(phoneIn(reading.text)) ?? phoneOf(signature),
    sums: sums
      .slice(0, mostSums)
      .map((sum) => ({ words: wordsAt(reading, sum.start, sum.end), yuan: Math.round(sum.yuan), role: sum.role })),
  };
}
