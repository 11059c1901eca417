import { describe, expect, it } from '@jest/globals';
import { backOffMs } from './back-off.js';

describe('back-off', () => {
  it('doubles from one second to one minute and stays there (PG-16)', () => {
    expect([1, 2, 3, 6, 7, 500].map((failures) => backOffMs(failures, 0))).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
    ]);
  });

  it('is shortened by chance by a quarter at most', () => {
    expect(backOffMs(3, 1)).toBe(3_000);
  });
});
