import { beforeAll, describe, expect, it } from '@jest/globals';
import { despeckle } from '../pages/despeckle.js';
import { printOf, writePrint } from '../pages/page-print.js';
import { decodeTiff } from '../pages/decode-tiff.js';
import { degradePage, type Wear } from '../testing/degrade-page.js';
import { letterNames, openLetter, type LetterName } from '../testing/letters.js';
import { writeTiff } from '../testing/write-tiff.js';
import { isSameFax } from './same-fax.js';

const prints = new Map<LetterName, string>();

async function sent(name: LetterName, wear: Wear): Promise<string> {
  const { sheet } = await openLetter(name);
  const came = decodeTiff(writeTiff([degradePage(sheet, wear)]), { maxPages: 1, maxDots: 10_000_000 });
  const [page] = came.kind === 'pages' ? came.pages : [];
  if (page === undefined) {
    throw new Error('the fax did not arrive');
  }
  return writePrint(printOf(despeckle(page).page));
}

const again: readonly (readonly [string, Wear])[] = [
  ['lay a little aside', { shift: [12, 9], header: 3 }],
  ['lay well aside', { shift: [40, -30], header: 3 }],
  ['lay askew, with noise on the line', { skew: 0.6, noise: 0.005, header: 9 }],
  ['was sent in normal resolution', { coarse: true, noise: 0.002, header: 11 }],
  ['was sent by a darker machine', { threshold: 200, header: 4 }],
];

beforeAll(async () => {
  for (const name of letterNames) {
    prints.set(name, await sent(name, { header: 1 }));
  }
});

describe('a fax that comes again (issue 3 point 8)', () => {
  it.each(again)('is the same where the sheet %s', async (_what, wear) => {
    for (const name of ['leak', 'english'] as const) {
      const later = await sent(name, wear);
      expect([name, isSameFax([later], [prints.get(name) ?? ''])]).toEqual([name, true]);
    }
  });

  it('is another one where another letter is on the same paper', () => {
    for (const one of letterNames) {
      for (const other of letterNames) {
        expect([one, other, isSameFax([prints.get(one) ?? ''], [prints.get(other) ?? ''])]).toEqual([
          one,
          other,
          one === other,
        ]);
      }
    }
  });

  it('is the same where only some of its pages came again, and another one where a page is new', () => {
    const [first = '', second = '', third = ''] = ['leak', 'elevator', 'refund'].map(
      (name) => prints.get(name as LetterName) ?? '',
    );
    expect(isSameFax([second], [first, second])).toBe(true);
    expect(isSameFax([first, second, third], [first, second])).toBe(false);
    expect(isSameFax([second, first], [first, second])).toBe(false);
  });

  it('is never found in what is no print', () => {
    expect(isSameFax([], ['108x002:AAAA'])).toBe(false);
    expect(isSameFax(['nonsense'], ['nonsense'])).toBe(false);
  });
});
