import { describe, expect, it } from '@jest/globals';
import { RateLimit } from './rate-limit.js';

describe('the rate of one source', () => {
  it('is as many calls at once as a minute has, then as they come back', () => {
    const limit = new RateLimit();
    const answers = [1, 2, 3, 4].map(() => limit.take('website', 3, 0));
    expect(answers).toEqual([0, 0, 0, 20]);
    expect(limit.take('website', 3, 19_000)).toBe(1);
    expect(limit.take('website', 3, 40_000)).toBe(0);
    expect(limit.take('website', 3, 3_600_000)).toBe(0);
  });

  it('is no business of another source', () => {
    const limit = new RateLimit();
    expect([limit.take('a', 1, 0), limit.take('a', 1, 0), limit.take('b', 1, 0)]).toEqual([0, 60, 0]);
  });

  it('is remembered for so many sources only', () => {
    const limit = new RateLimit();
    limit.take('first', 1, 0);
    for (let index = 0; index < 10_000; index += 1) {
      limit.take(String(index), 1, 0);
    }
    expect(limit.take('first', 1, 0)).toBe(0);
  });
});
