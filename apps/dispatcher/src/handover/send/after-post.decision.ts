import type { PostResult } from './post-hand-over.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Pauses after each failure; after the last attempt the hand-over is a dead letter. Machine time. */
export const handOverLadderMs: readonly number[] = [second, 10 * second, minute, 10 * minute, hour, hour, hour];

/** Why an attempt did not succeed; stands in the table and in `hand-overs list`. */
export type HandOverFailure = `http-${number}` | 'timeout' | 'unreachable' | 'redirected' | 'gone' | 'failed';

export type AfterPost =
  | { readonly kind: 'sent' }
  | { readonly kind: 'wait'; readonly delayMs: number; readonly failure: HandOverFailure }
  | { readonly kind: 'dead'; readonly failure: HandOverFailure };

/**
 * What follows from an attempt. Pure. 2xx: it is there. 410: the other system wants no more of it. Anything else is tried
 * again, a wrong secret or a wrong address too: somebody will put it right.
 *
 * @param attempts this one included
 */
export function afterPost(attempts: number, result: PostResult): AfterPost {
  if (result.kind === 'unanswered') {
    return again(attempts, result.why, null);
  }
  const { status, retryAfterSeconds } = result;
  if (status >= 200 && status < 300) {
    return { kind: 'sent' };
  }
  if (status === 410) {
    return { kind: 'dead', failure: 'gone' };
  }
  return again(attempts, status >= 300 && status < 400 ? 'redirected' : `http-${status}`, retryAfterSeconds);
}

/** After a fault of ours. */
export function afterFault(attempts: number): AfterPost {
  return again(attempts, 'failed', null);
}

function again(attempts: number, failure: HandOverFailure, askedSeconds: number | null): AfterPost {
  const pause = handOverLadderMs[attempts - 1];
  return pause === undefined
    ? { kind: 'dead', failure }
    : { kind: 'wait', failure, delayMs: Math.min(hour, Math.max(pause, (askedSeconds ?? 0) * second)) };
}
