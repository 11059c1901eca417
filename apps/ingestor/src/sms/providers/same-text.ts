import { timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same, in constant time for texts of one length. */
export function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
