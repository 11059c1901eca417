import { beforeAll, describe, expect, it } from '@jest/globals';
import { degradePage } from '../testing/degrade-page.js';
import type { InkPage } from '../testing/ink-page.js';
import { openLetter } from '../testing/letters.js';
import { writePdf } from '../testing/write-pdf.js';
import { writeTiff } from '../testing/write-tiff.js';
import { decodePdf } from './decode-pdf.js';
import { decodeTiff } from './decode-tiff.js';
import type { DecodedPages } from './decoded-pages.js';
import type { GrayPage } from './gray-page.js';
import { prepareInWorker } from './prepare-in-worker.js';
import { preparePages } from './prepare-pages.js';

const limits = { maxPages: 5, maxDots: 60_000_000 };
let fine: InkPage;
let coarse: InkPage;

beforeAll(async () => {
  const { sheet } = await openLetter('refund');
  fine = degradePage(sheet);
  coarse = degradePage(sheet, { coarse: true });
});

function firstOf(decoded: DecodedPages): GrayPage {
  const [page] = decoded.kind === 'pages' ? decoded.pages : [];
  if (page === undefined) {
    throw new Error(decoded.kind === 'unreadable' ? decoded.reason : 'no page');
  }
  return page;
}

/** Share of dots in which two pages differ; one where they are not of one size. */
function difference(one: GrayPage, other: GrayPage): number {
  const differing = one.gray.filter((dot, index) => dot < 128 !== (other.gray[index] ?? 255) < 128).length;
  return one.width === other.width && one.height === other.height ? differing / one.gray.length : 1;
}

describe('fax pages', () => {
  it('come out of Group 4 TIFF the same dot by dot, in either bit order and in strips', () => {
    const plain = firstOf(decodeTiff(writeTiff([fine]), limits));
    for (const form of [
      { fillOrder: 2 as const },
      { rowsPerStrip: 128 },
      { fillOrder: 2 as const, rowsPerStrip: 100 },
    ]) {
      expect(difference(firstOf(decodeTiff(writeTiff([fine], form), limits)), plain)).toBe(0);
    }
  });

  it('have square dots whatever the resolution of the fax: 204 x 98 is twice as high as it has lines', () => {
    const [a, b] = [firstOf(decodeTiff(writeTiff([fine]), limits)), firstOf(decodeTiff(writeTiff([coarse]), limits))];
    expect([a.width, b.width]).toEqual([1_728, 1_728]);
    expect(Math.abs(a.height - b.height)).toBeLessThanOrEqual(4);
    expect(a.height / a.width).toBeCloseTo(297 / 210, 1);
  });

  it('come out of PDF as they do out of TIFF', async () => {
    const [a, b] = [firstOf(await decodePdf(writePdf([fine]), limits)), firstOf(decodeTiff(writeTiff([fine]), limits))];
    expect([a.width, Math.abs(a.height - b.height) <= 6]).toEqual([1_728, true]);
  });

  it('are all counted, and decoded as far as the limit', async () => {
    const many = Array.from({ length: 7 }, () => coarse);
    for (const file of [writeTiff(many), writePdf(many)]) {
      const prepared = await preparePages(file, { ...limits, maxPages: 2 });
      expect(prepared).toMatchObject({ kind: 'pages', total: 7 });
      expect(prepared.kind === 'pages' && prepared.pages.map(({ image }) => image.length > 1_000)).toEqual([
        true,
        true,
      ]);
    }
  });

  it('that claim more dots than a page has are not touched', async () => {
    const claim = { width: 40_000, height: 40_000 };
    expect(await preparePages(writeTiff([fine], { claim }), limits)).toEqual({
      kind: 'unreadable',
      reason: 'too-large',
    });
    expect(await preparePages(writePdf([fine], { claim }), limits)).toEqual({
      kind: 'unreadable',
      reason: 'too-large',
    });
  });

  it('whose size stands elsewhere in the file are not touched either', async () => {
    const pdf = writePdf([fine]).toString('latin1').replace('/Width 1728', '/Width 99 0 R');
    expect(await preparePages(Buffer.from(pdf, 'latin1'), limits)).toEqual({ kind: 'unreadable', reason: 'too-large' });
  });

  it('that are damaged are named so, or are what could be made of them', async () => {
    const [tiff, pdf] = [writeTiff([fine]), writePdf([fine])];
    for (const file of [tiff, pdf]) {
      for (const cut of [9, 60, 400, Math.floor(file.length / 2), file.length - 30]) {
        const { kind } = await preparePages(file.subarray(0, cut), limits);
        expect(['pages', 'unreadable']).toContain(kind);
      }
    }
    expect(await preparePages(Buffer.from('%PDF-1.7 and then nothing'), limits)).toEqual({
      kind: 'unreadable',
      reason: 'damaged',
    });
  });
});

describe('decoding in a thread of its own', () => {
  function workerOf(source: string): URL {
    return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  }

  it.each([
    ['takes for ever', 'for (;;);'],
    ['takes all memory', 'const a = []; for (;;) a.push(new Array(1e5).fill({}));'],
    ['dies', 'throw new Error("x")'],
    ['ends without a word', ''],
  ])('gives up on a file that %s', async (_what, source) => {
    const limitMs = source.startsWith('for') ? 300 : 20_000;
    expect(await prepareInWorker(Buffer.from('x'), limits, limitMs, workerOf(source))).toEqual({
      kind: 'unreadable',
      reason: 'too-long',
    });
  });
});
