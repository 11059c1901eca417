import type { DeadReason } from '../envelope/dead-reason.js';
import type { FailureFamily } from '../failure-facts.js';
import type { RetryPolicy } from '../messaging.options.js';

/** Counters of a message as they stood before the attempt in question. */
export interface Counters {
  readonly started: number;
  readonly finished: number;
  readonly failures: number;
}

export const neverTried: Counters = { started: 0, finished: 0, failures: 0 };

/** What becomes of a message that is not done. `failures` is what the attempt adds to the count. */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly delayMs: number; readonly failures: 0 | 1 }
  | { readonly kind: 'dead'; readonly reason: DeadReason; readonly failures: 0 | 1 };

/** After a handler threw. */
export function decideAfterFailure(before: Counters, family: FailureFamily, { ladderMs }: RetryPolicy): RetryDecision {
  if (family === 'rejected') {
    return { kind: 'dead', reason: 'rejected', failures: 1 };
  }
  const delayMs = ladderMs[before.failures];
  return delayMs === undefined
    ? { kind: 'dead', reason: 'retries-exhausted', failures: 1 }
    : { kind: 'retry', delayMs, failures: 1 };
}

/** After a handler asked for `retry`. Ends that were no failures were deferrals. */
export function decideAfterDeferral(before: Counters, delayMs: number, { maxDeferrals }: RetryPolicy): RetryDecision {
  return before.finished - before.failures >= maxDeferrals
    ? { kind: 'dead', reason: 'never-ready', failures: 0 }
    : { kind: 'retry', delayMs, failures: 0 };
}

/** Before a handler is run again: starts without an end are deaths of the process. */
export function isPoison(before: Counters, { maxCrashes }: RetryPolicy): boolean {
  return before.started - before.finished >= maxCrashes;
}
