import { describe, expect, it } from '@jest/globals';
import { readSince, sinceInstant } from './read-since.js';

const now = new Date('2026-11-21T12:00:00Z');

describe(readSince.name, () => {
  it.each([
    ['30d', '2026-10-22T12:00:00.000Z'],
    ['12h', '2026-11-21T00:00:00.000Z'],
    ['2w', '2026-11-07T12:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T09:00:00+08:00', '2026-11-01T01:00:00.000Z'],
  ])('reads %s', (written, instant) => {
    expect(sinceInstant(readSince(written), now).toISOString()).toBe(instant);
  });

  it.each(['', '30', 'd', '-3d', 'yesterday', '2026-13-01', '999999d'])(
    'refuses "%s" and says what to write',
    (written) => {
      expect(() => readSince(written)).toThrow(/write 30d/u);
    },
  );
});
