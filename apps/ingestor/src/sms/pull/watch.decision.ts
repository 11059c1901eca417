/** What is remembered of an entry: when its pushes could last reach us, and until when its provider's list was read. */
export interface SmsWatch {
  /** Machine time; null: never. */
  readonly aliveAt: Date | null;
  readonly pulledUntil: Date | null;
  /** Since when pushes may be missing that nothing has fetched yet. */
  readonly missingSince: Date | null;
  /** Whether people have been told. */
  readonly told: boolean;
}

/** Since when pushes may be missing: we were away longer than a provider tries again. Null: nothing is missing. Pure. */
export function missingSince({ aliveAt }: SmsWatch, now: Date, patienceMs: number): Date | null {
  return aliveAt !== null && now.getTime() - aliveAt.getTime() > patienceMs ? aliveAt : null;
}

/** From when on a provider's list is read: a little before where it ended, since lists fill late. Pure. */
export function pullFrom({ pulledUntil }: SmsWatch, now: Date): Date {
  const overlapMs = 15 * 60_000;
  return new Date((pulledUntil ?? now).getTime() - overlapMs);
}
