import { afterAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { prepareInWorker } from '../pages/prepare-in-worker.js';
import { degradePage, type Wear } from '../testing/degrade-page.js';
import { errorRate } from '../testing/error-rate.js';
import { letterNames, openLetter, type LetterName } from '../testing/letters.js';
import { writeTiff } from '../testing/write-tiff.js';
import { joinPages, tidyText } from './join-pages.js';
import type { PageText } from './page-text.js';
import { ReaderStopped, TextReader } from './text-reader.js';

const reader = new TextReader({ engines: 1, idleMs: 60_000 });
afterAll(() => reader.stop());

async function imageOf(name: LetterName, wear: Wear): Promise<Uint8Array> {
  const { sheet } = await openLetter(name);
  const prepared = await prepareInWorker(
    writeTiff([degradePage(sheet, wear)]),
    { maxPages: 1, maxDots: 10_000_000 },
    20_000,
  );
  const [page] = prepared.kind === 'pages' ? prepared.pages : [];
  if (page === undefined) {
    throw new Error('the fax could not be decoded');
  }
  return page.reading;
}

async function read(image: Uint8Array): Promise<PageText> {
  const engine = reader.tryTake();
  const text = await engine?.read(image, 60_000);
  await engine?.giveBack();
  if (text == null) {
    throw new Error('the page was not read');
  }
  return text;
}

/** Error rates are means over the five letters, of characters without blanks. */
const lines: readonly (readonly [string, Wear, { readonly mostErrors: number; readonly leastConfidence: number }])[] = [
  ['in fine resolution', { header: 1 }, { mostErrors: 0.03, leastConfidence: 85 }],
  [
    'in fine resolution, askew, with noise',
    { header: 2, skew: 0.5, noise: 0.005 },
    { mostErrors: 0.05, leastConfidence: 80 },
  ],
  ['in normal resolution', { header: 3, coarse: true }, { mostErrors: 0.12, leastConfidence: 70 }],
];

describe('the text of faxed letters (issue 3 point 8)', () => {
  it.each(lines)('is read %s', async (what, wear, { mostErrors, leastConfidence }) => {
    const rates: number[] = [];
    const sure: number[] = [];
    for (const name of letterNames) {
      const began = performance.now();
      const { text, confidence } = await read(await imageOf(name, wear));
      const rate = errorRate(text, (await openLetter(name)).words);
      rates.push(rate);
      sure.push(confidence);
      process.stderr.write(
        `    ${what}: ${name} ${(rate * 100).toFixed(1)} % of characters wrong, confidence ${confidence.toFixed(0)}, ${(performance.now() - began).toFixed(0)} ms\n`,
      );
    }
    expect(mean(rates)).toBeLessThan(mostErrors);
    expect(mean(sure)).toBeGreaterThan(leastConfidence);
  });

  it('is doubted where the line has spoilt it', async () => {
    const { confidence } = await read(await imageOf('leak', { coarse: true, noise: 0.03, skew: 1 }));
    expect(confidence).toBeLessThan(60);
  });

  it('is given up where a page takes too long, and the next page is read all the same', async () => {
    const image = await imageOf('refund', { header: 1 });
    const engine = reader.tryTake();
    expect(reader.tryTake()).toBeNull();
    expect(await engine?.read(image, 5)).toBeNull();
    expect(await engine?.read(Buffer.from('no image'), 20_000)).toBeNull();
    await engine?.giveBack();
    expect((await read(image)).text).toContain('订单号');
  });

  it('needs an engine only while there are faxes', async () => {
    const shortLived = new TextReader({ engines: 1, idleMs: 50 });
    expect(shortLived.living).toBe(0);
    const engine = shortLived.tryTake();
    await engine?.read(await imageOf('english', { header: 1 }), 60_000);
    expect(shortLived.living).toBe(1);
    await engine?.giveBack();
    await eventually(() => {
      expect(shortLived.living).toBe(0);
      return Promise.resolve();
    });
  });

  it('comes to nothing when reading stops, at whatever point', async () => {
    const image = await imageOf('english', { header: 1 });
    const starting = new TextReader({ engines: 1, idleMs: 60_000 });
    const outcome = expect(starting.tryTake()?.read(image, 60_000)).rejects.toBeInstanceOf(ReaderStopped);
    await starting.stop();
    await outcome;
    expect([starting.living, starting.tryTake()]).toEqual([0, null]);
    const working = new TextReader({ engines: 1, idleMs: 60_000 });
    const engine = working.tryTake();
    await engine?.read(image, 60_000);
    const second = expect(engine?.read(image, 60_000)).rejects.toBeInstanceOf(ReaderStopped);
    await working.stop();
    await second;
    expect(working.living).toBe(0);
  });
});

describe('text as the engine gives it', () => {
  it('loses the blanks that it puts between Chinese characters, and keeps those of English', () => {
    expect(tidyText('本 人 系 3 栋 1201 室 业主 ， 电话 : 138\n\n\n\nThe lift is out of order')).toBe(
      '本人系3栋1201室业主，电话 : 138\n\nThe lift is out of order',
    );
  });

  it('is joined page by page; the confidence is that of its characters', () => {
    const page = (text: string, confidence: number, characters: number): PageText => ({ text, confidence, characters });
    expect(joinPages([page('第一页文字', 90, 90), null, page('第三页文字', 50, 10)])).toEqual({
      text: '第一页文字\n\n【第3页】\n第三页文字',
      confidence: 86,
    });
    expect(joinPages([null])).toEqual({ text: '', confidence: null });
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
