import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assessed } from '../testing/reading-of.js';

const length = 20_000;

/** Milliseconds for one text, the best of three so that a pause of the machine does not count. */
function timeOf(text: string): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    assessed(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}

// The dictionary is read at the first text.
assessed('热身');

describe('time on hostile text', () => {
  it.each([
    ['digits', '1'],
    ['digits and commas', '1,'],
    ['dots', '1.'],
    ['Chinese numerals', '一'],
    ['groups', '一万'],
    ['open quotes', '“'],
    ['dates', '1月1'],
    ['phones', '138-'],
    ['negations', '没'],
    ['hits', '骨折'],
    ['hits and negations', '没骨折'],
    ['order cues', '合同号'],
    ['places', '1栋1单元'],
    ['hyphens', '1-'],
    ['letters', 'a'],
    ['words', 'unit a '],
    ['blanks', ' \n'],
    ['sums', '5万元'],
  ])('%s, twenty thousand characters of it, take less than a second', (_, part) => {
    expect(timeOf(part.repeat(Math.ceil(length / part.length)).slice(0, length))).toBeLessThan(1_000);
  });

  it('grows with the length of the text, not faster, whatever it is made of', () => {
    const parts = [
      '1',
      '0,',
      '一万',
      '没',
      '骨折',
      '合同',
      '3栋',
      '月',
      '日',
      '-',
      '.',
      ' ',
      '\n',
      '“',
      '”',
      'a',
      'refund ',
      '赔',
      '元',
      '?',
      '12345',
      '如果',
      '签名',
      '户',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }), (chosen) => {
        const unit = chosen.join('');
        const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
        expect(timeOf(text)).toBeLessThan(1_000);
      }),
      { numRuns: 10 },
    );
  });
});
