const second = 1_000;
const minute = 60 * second;

/**
 * When an SMS in doubt is asked about: long enough for its receipt and for a provider's lists, short enough that a
 * person hears of it while the customer still waits. Some twenty minutes in all. Machine time.
 */
export const doubtLadderMs: readonly number[] = [
  5 * second,
  20 * second,
  minute,
  2 * minute,
  3 * minute,
  5 * minute,
  10 * minute,
];

/** Milliseconds until the inquiry after the `inquiries`-th (0: none yet); null: a person must decide. */
export function doubtDelayMs(inquiries: number, ladder: readonly number[] = doubtLadderMs): number | null {
  return ladder[inquiries] ?? null;
}
