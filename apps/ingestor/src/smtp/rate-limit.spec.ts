import { describe, expect, it } from '@jest/globals';
import { RateLimit } from './rate-limit.js';

/** How many of `times` are let through, one a step. */
function passed(limit: RateLimit, key: string, times: readonly number[]): number[] {
  return times.filter((at) => {
    if (limit.isFull(key, at)) {
      return false;
    }
    limit.note(key, at);
    return true;
  });
}

describe('a limit per minute', () => {
  it('lets so many through in any sixty seconds, wherever the minute begins', () => {
    const times = [0, 59_000, 59_500, 60_001, 61_000, 119_001, 119_600];
    expect(passed(new RateLimit(2), 'a', times)).toEqual([0, 59_000, 60_001, 119_001]);
  });

  it('counts each key by itself', () => {
    const limit = new RateLimit(1);
    limit.note('a', 0);
    expect(limit.isFull('a', 1)).toBe(true);
    expect(limit.isFull('b', 1)).toBe(false);
  });

  it('does not count what was turned away, and forgets who was silent longest when there are too many', () => {
    const limit = new RateLimit(1);
    for (let index = 0; index < 10_050; index += 1) {
      limit.note(`client-${String(index)}`, index);
    }
    expect(limit.isFull('client-0', 10_051)).toBe(false);
    expect(limit.isFull('client-10049', 10_051)).toBe(true);
  });
});
