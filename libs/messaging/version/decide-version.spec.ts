import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideVersion } from './decide-version.js';

describe('decideVersion', () => {
  it.each([
    [0, 1, 'apply'],
    [4, 5, 'apply'],
    [0, 2, 'park'],
    [4, 6, 'park'],
    [4, 4, 'ignore'],
    [4, 1, 'ignore'],
  ] as const)('at %i says of %i: %s', (current, incoming, verdict) => {
    expect(decideVersion(current, incoming)).toBe(verdict);
  });

  it('brings every shuffle with repeats to the last version, each applied once and in order', () => {
    const shuffles = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }))
      .chain(([last, extra]) => {
        const repeated = extra.filter((version) => version <= last);
        return fc.shuffledSubarray([...versionsUpTo(last), ...repeated], { minLength: last + repeated.length });
      });
    fc.assert(
      fc.property(shuffles, (arriving) => {
        const applied: number[] = [];
        let waiting = arriving;
        while (waiting.length > 0) {
          const parked: number[] = [];
          for (const version of waiting) {
            switch (decideVersion(applied.length, version)) {
              case 'apply':
                applied.push(version);
                break;
              case 'park':
                parked.push(version);
                break;
              case 'ignore':
                break;
            }
          }
          waiting = parked;
        }
        expect(applied).toEqual(versionsUpTo(Math.max(...arriving)));
      }),
    );
  });
});

function versionsUpTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
