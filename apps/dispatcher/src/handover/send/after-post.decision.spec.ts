import { describe, expect, it } from '@jest/globals';
import { afterPost, handOverLadderMs } from './after-post.decision.js';
import type { PostResult } from './post-hand-over.js';

const answered = (status: number, retryAfterSeconds: number | null = null): PostResult => ({
  kind: 'answered',
  status,
  retryAfterSeconds,
});

describe('what follows from an attempt to hand over', () => {
  it.each([200, 201, 202, 204])('%i: it is there', (status) => {
    expect(afterPost(1, answered(status))).toEqual({ kind: 'sent' });
  });

  it('410: the other system wants no more of it', () => {
    expect(afterPost(1, answered(410))).toEqual({ kind: 'dead', failure: 'gone' });
  });

  it.each([
    [answered(500), 'http-500'],
    [answered(401), 'http-401'],
    [answered(302), 'redirected'],
    [{ kind: 'unanswered', why: 'timeout' } as const, 'timeout'],
    [{ kind: 'unanswered', why: 'unreachable' } as const, 'unreachable'],
  ])('%j is tried again', (result, failure) => {
    expect(afterPost(1, result)).toEqual({ kind: 'wait', failure, delayMs: 1_000 });
  });

  it('waits longer each time, from a second to an hour, and is a dead letter then', () => {
    const waits = handOverLadderMs.map((_, index) => afterPost(index + 1, answered(503)));
    expect(waits.map((wait) => (wait.kind === 'wait' ? wait.delayMs / 1_000 : null))).toEqual([
      1, 10, 60, 600, 3_600, 3_600, 3_600,
    ]);
    expect(afterPost(handOverLadderMs.length + 1, answered(503))).toEqual({ kind: 'dead', failure: 'http-503' });
  });

  it('waits as long as it is asked to, an hour at most', () => {
    expect(afterPost(1, answered(429, 30))).toMatchObject({ delayMs: 30_000 });
    expect(afterPost(1, answered(429, 1e9))).toMatchObject({ delayMs: 3_600_000 });
  });
});
