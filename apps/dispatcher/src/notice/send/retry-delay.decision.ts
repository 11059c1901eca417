const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Dense at first, since an acknowledgement has five minutes (PG-18.1); ten hours in all. Machine time. */
export const sendLadderMs: readonly number[] = [
  5 * second,
  20 * second,
  minute,
  3 * minute,
  15 * minute,
  hour,
  3 * hour,
  6 * hour,
];

/** Milliseconds until the attempt after the `attempts`-th (1 is the first); null: give up. */
export function retryDelayMs(attempts: number, ladder: readonly number[] = sendLadderMs): number | null {
  return ladder[attempts - 1] ?? null;
}
