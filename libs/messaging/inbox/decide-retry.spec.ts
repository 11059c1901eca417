import { describe, expect, it } from '@jest/globals';
import { defaultRetryPolicy } from '../messaging.options.js';
import { decideAfterDeferral, decideAfterFailure, isPoison, neverTried } from './decide-retry.js';

const policy = defaultRetryPolicy;
const [second, minute, hour] = [1_000, 60_000, 3_600_000];

describe('after a failure', () => {
  it('waits 1 s, 10 s, 1 min, 10 min, 1 h, then gives up', () => {
    const decisions = [0, 1, 2, 3, 4, 5].map((failures) =>
      decideAfterFailure({ started: failures, finished: failures, failures }, 'transient', policy),
    );
    expect(decisions).toEqual([
      ...[second, 10 * second, minute, 10 * minute, hour].map((delayMs) => ({ kind: 'retry', delayMs, failures: 1 })),
      { kind: 'dead', reason: 'retries-exhausted', failures: 1 },
    ]);
  });

  it('tries a fault of the program again like one that passes', () => {
    expect(decideAfterFailure(neverTried, 'bug', policy)).toEqual({ kind: 'retry', delayMs: second, failures: 1 });
  });

  it('never tries a rejected message again', () => {
    expect(decideAfterFailure(neverTried, 'rejected', policy)).toEqual({
      kind: 'dead',
      reason: 'rejected',
      failures: 1,
    });
  });

  it('does not count deferrals and crashes as rungs', () => {
    expect(decideAfterFailure({ started: 9, finished: 7, failures: 1 }, 'transient', policy)).toMatchObject({
      delayMs: 10 * second,
    });
  });
});

describe('after a handler asked for retry', () => {
  it('waits as long as asked, without using the ladder', () => {
    expect(decideAfterDeferral(neverTried, 250, policy)).toEqual({ kind: 'retry', delayMs: 250, failures: 0 });
  });

  it('gives up in the end', () => {
    expect(decideAfterDeferral({ started: 502, finished: 502, failures: 2 }, 250, policy)).toEqual({
      kind: 'dead',
      reason: 'never-ready',
      failures: 0,
    });
  });
});

describe('poison', () => {
  it('is what was begun three times and never ended', () => {
    expect(isPoison({ started: 2, finished: 0, failures: 0 }, policy)).toBe(false);
    expect(isPoison({ started: 3, finished: 0, failures: 0 }, policy)).toBe(true);
  });

  it('is not what failed often', () => {
    expect(isPoison({ started: 5, finished: 5, failures: 5 }, policy)).toBe(false);
  });
});
