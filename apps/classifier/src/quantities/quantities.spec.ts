import { describe, expect, it } from '@jest/globals';
import { dayOfIso, isoOf } from './calendar-day.js';
import { readArabicNumber, readChineseNumber } from '#libs/numerals/chinese-number.js';
import { scanDates } from './dates.js';
import { durationsOf } from './durations.js';
import { scanNumbers } from './numbers.js';
import { sharesOf } from './shares.js';

describe('Chinese numerals', () => {
  it.each([
    ['五万三千', 53_000],
    ['一万二', 12_000],
    ['三千五', 3_500],
    ['两百零五', 205],
    ['十几', 13],
    ['壹佰贰拾万', 1_200_000],
    ['二〇二六', 2026],
    ['三四', 3],
    ['一亿', 100_000_000],
    ['百八十', 180],
  ])('%s is %d', (written, value) => {
    expect(readChineseNumber(written, 0)?.value).toBe(value);
  });
});

describe('figures', () => {
  it.each([
    ['31,500元', 31_500],
    ['5.3w', 53_000],
    ['3万5', 35_000],
    ['12k', 12_000],
    ['86 000', 86_000],
    ['3万5个', 30_000],
  ])('%s is %d', (written, value) => {
    expect(readArabicNumber(written, 0)?.value).toBe(value);
  });

  it('take 多 and 余 as "at least", also before the group', () => {
    expect(scanNumbers('3万多').map(({ value, vague }) => [value, vague])).toEqual([[30_000, true]]);
    expect(scanNumbers('十多万').map(({ value, vague }) => [value, vague])).toEqual([[100_000, true]]);
  });

  it('are read in English words', () => {
    expect(scanNumbers('twenty-three flats, five thousand two hundred yuan').map(({ value }) => value)).toEqual([
      23, 5200,
    ]);
    expect(scanNumbers('a flat and an owner')).toEqual([]);
  });
});

describe('durations', () => {
  it.each([
    ['拖了一个半月', 45],
    ['两个多月', 62],
    ['半年', 182],
    ['四十多天', 41],
    ['三周', 21],
    ['a month and a half', 45],
    ['eleven weeks', 77],
  ])('%s is %d days', (text, days) => {
    expect(Math.round(durationsOf(text, scanNumbers(text))[0]?.days ?? 0)).toBe(days);
  });

  it('do not take a date for a stretch of time', () => {
    expect(durationsOf('2026年3月5日', scanNumbers('2026年3月5日'))).toEqual([]);
  });
});

describe('shares (PG-13.2.4)', () => {
  it.each([
    ['36户里34户签了名', 34 / 36],
    ['三分之二的业主', 2 / 3],
    ['百分之六十', 0.6],
    ['34/36户', 34 / 36],
    ['共64户,有47户', 47 / 64],
    ['41 of the 48 flats', 41 / 48],
  ])('%s', (text, share) => {
    expect(sharesOf(text, scanNumbers(text))[0]?.share).toBeCloseTo(share, 5);
  });
});

describe('dates, resolved against Friday 2026-11-20', () => {
  const today = dayOfIso('2026-11-20');
  it.each([
    ['11月3日', '2026-11-03'],
    ['二〇二六年十一月三日'.replace('二〇二六', '2026'), '2026-11-03'],
    ['昨晚', '2026-11-19'],
    ['上周三', '2026-11-11'],
    ['周二', '2026-11-17'],
    ['12月30号', '2026-12-30'],
    ['3月30号', '2026-03-30'],
    ['上个月12号', '2026-10-12'],
    ['17号来的', '2026-11-17'],
    ['on 14 november', '2026-11-14'],
    ['november 3rd', '2026-11-03'],
    ['last tuesday', '2026-11-10'],
    ['去年3月8日', '2025-03-08'],
  ])('%s is %s', (text, iso) => {
    const [first] = today === null ? [] : scanDates(text, today);
    expect(first === undefined ? null : isoOf(first.day)).toBe(iso);
  });

  it('leave flats, sums and versions alone', () => {
    const found = today === null ? [] : scanDates('3号楼2单元, 3.5万元, v1.2.3', today);
    expect(found).toEqual([]);
  });
});
