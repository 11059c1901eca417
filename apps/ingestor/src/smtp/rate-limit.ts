const windowMs = 60_000;
/** Beyond it the address that was heard first is forgotten: many addresses must not take all memory. */
const mostKeys = 10_000;

/** Counts what happened within the last minute, for each key by itself; exact, whenever the minute begins. */
export class RateLimit {
  private readonly seen = new Map<string, number[]>();

  constructor(private readonly perMinute: number) {}

  /** Whether one more would be too many. `nowMs` only ever grows. */
  isFull(key: string, nowMs: number): boolean {
    return this.recent(key, nowMs).length >= this.perMinute;
  }

  note(key: string, nowMs: number): void {
    const recent = [...this.recent(key, nowMs), nowMs];
    // Put at the end: the first in the map is the one that was silent longest.
    this.seen.delete(key);
    this.seen.set(key, recent);
    if (this.seen.size > mostKeys) {
      this.forget(nowMs);
    }
  }

  private recent(key: string, nowMs: number): number[] {
    return (this.seen.get(key) ?? []).filter((at) => at > nowMs - windowMs);
  }

  private forget(nowMs: number): void {
    for (const [key, times] of this.seen) {
      if (this.seen.size <= mostKeys && (times.at(-1) ?? 0) > nowMs - windowMs) {
        return;
      }
      this.seen.delete(key);
    }
  }
}
