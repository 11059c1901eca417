import type { QuarantineReason } from '../ledger/outcome.js';

/** Starts without an end after which a delivery counts as the cause of the crashes. */
const mostCrashes = 3;
/** Failures that are no fault of a server, after which trying again is left to a person. */
const mostFailures = 6;

const firstPauseSeconds = 2;
const longestPauseSeconds = 60;

export type Attempt = { readonly kind: 'try' } | { readonly kind: 'quarantine'; readonly reason: QuarantineReason };

/** Whether to work on a delivery once more. Pure. */
export function decideAttempt(earlier: { readonly crashes: number; readonly failures: number }): Attempt {
  return earlier.crashes >= mostCrashes ? { kind: 'quarantine', reason: 'crashed' } : { kind: 'try' };
}

export type Failed =
  | { readonly kind: 'retry'; readonly pauseSeconds: number }
  | { readonly kind: 'quarantine'; readonly reason: QuarantineReason };

/**
 * What to do after a start that failed. A server that is away is waited for without end; a fault of ours is tried a few
 * times more. Pure.
 * @param failures earlier ones, without this
 */
export function decideFailed(failures: number, transient: boolean): Failed {
  if (!transient && failures + 1 >= mostFailures) {
    return { kind: 'quarantine', reason: 'failed' };
  }
  return {
    kind: 'retry',
    pauseSeconds: Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** Math.min(failures, 10)),
  };
}
