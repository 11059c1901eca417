import { describe, expect, it } from '@jest/globals';
import { backOffMs } from './back-off.js';

describe('back-off', () => {
  it('doubles from one second to five minutes and stays there', () => {
    expect([1, 2, 3, 9, 10, 500].map((failures) => backOffMs(failures, 0))).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('is shortened by chance by a quarter at most', () => {
    expect(backOffMs(3, 1)).toBe(3_000);
  });
});
