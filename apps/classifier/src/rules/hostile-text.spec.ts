import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { workMeter } from '#libs/testing/work-meter.js';
import { Assessment } from '../assessment/assessment.schema.js';
import { longestText } from '../assessment/read-complaint.js';
import { hostileParts, hostileWords, repeatedTo } from '../testing/hostile-texts.js';
import { assessed } from '../testing/reading-of.js';

const meter = workMeter();

const growthOf = (part: string): Promise<number> =>
  meter.ofTwice(longestText / 2, (size) => assessed(repeatedTo(size, part)));

describe('a hostile text takes work in proportion to its length', () => {
  it.each(hostileParts)('%s', async (_, part) => {
    expect(await growthOf(part)).toBeLessThan(2.5);
  });

  it('whatever it is made of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...hostileWords), { minLength: 1, maxLength: 6 }), async (chosen) => {
        expect(await growthOf(chosen.join(''))).toBeLessThan(2.5);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a hostile text is assessed like any other', () => {
  it.each(hostileParts)('%s', (_, part) => {
    const text = repeatedTo(longestText, part);
    const assessment = Assessment.parse(assessed(text));
    expect(assessed(`${text}${part}`)).toEqual(assessment);
    for (const { words } of assessment.evidence) {
      expect(text).toContain(words);
    }
  });
});
