const firstMs = 1_000;
/** Well within the five minutes in which a complaint must be registered (PG-16). */
const longestMs = 60_000;

/**
 * Pause before the next attempt to connect, in ms: 1 s doubled with each failure in a row, at most 1 min, less up to a
 * quarter so that many mailboxes do not knock together.
 * @param failures in a row, from 1
 * @param random from 0 to 1
 */
export function backOffMs(failures: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (1 - random / 4));
}
