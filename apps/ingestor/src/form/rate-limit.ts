/** Most sources that are remembered; the one that was silent longest is forgotten first. */
const mostSources = 10_000;

/** Calls come back in fractions. */
const roundingError = 1e-6;

interface Bucket {
  readonly left: number;
  /** performance.now() when `left` was counted. */
  readonly at: number;
}

/**
 * So many calls a minute for each source, and as many at once; then as they refill. In memory and for this process: it
 * keeps a website that has gone wild from filling the ledger, it is no account of anything.
 */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  /** Takes one call. Returns the seconds after which the next is let through; 0: this one is. */
  take(source: string, perMinute: number, now: number = performance.now()): number {
    const before = this.buckets.get(source);
    const refilled = before === undefined ? perMinute : before.left + ((now - before.at) / 60_000) * perMinute;
    const left = Math.min(perMinute, refilled);
    this.buckets.delete(source);
    this.buckets.set(source, { left: left < 1 ? left : left - 1, at: now });
    this.forgetOldest();
    return left < 1 ? Math.max(1, Math.ceil(((1 - left) * 60) / perMinute - roundingError)) : 0;
  }

  private forgetOldest(): void {
    for (const source of this.buckets.keys()) {
      if (this.buckets.size <= mostSources) {
        return;
      }
      this.buckets.delete(source);
    }
  }
}
