import type { NumberSpan } from './numbers.js';

/** A stretch of time that a text states. */
export interface Duration {
  readonly start: number;
  readonly end: number;
  /** Days; a floor where the text is vague (多, 几, over). */
  readonly days: number;
}

const units: readonly (readonly [word: string, days: number])[] = [
  ['个半月', -45], // 一个半月: handled apart
  ['个月', 30],
  ['个多月', 31],
  ['个来月', 30],
  ['个星期', 7],
  ['个礼拜', 7],
  ['个多星期', 8],
  ['个周', 7],
  ['周', 7],
  ['星期', 7],
  ['礼拜', 7],
  ['年半', -545],
  ['年多', 370],
  ['年', 365],
  ['整月', 30],
  ['天', 1],
  ['日', 1],
  ['months', 30],
  ['month', 30],
  ['weeks', 7],
  ['week', 7],
  ['days', 1],
  ['day', 1],
  ['years', 365],
  ['year', 365],
];

/** Said without a number. */
const fixed: readonly (readonly [word: string, days: number])[] = [
  ['大半年', 210],
  ['小半年', 150],
  ['半年', 182],
  ['半个月', 15],
  ['半月', 15],
  ['个把月', 30],
  ['一个多月', 35],
  ['月余', 35],
  ['数月', 90],
  ['大半个月', 20],
  ['a month and a half', 45],
  ['over a month', 35],
  ['more than a month', 35],
  ['half a year', 182],
  ['for months', 90],
  ['for weeks', 14],
  ['a month', 30],
  ['a week', 7],
  ['a year', 365],
  ['a fortnight', 14],
];

/** Durations of a canonical text in order of start, the longest reading of each place. */
export function durationsOf(text: string, numbers: readonly NumberSpan[]): Duration[] {
  const found: Duration[] = [];
  for (const [word, days] of fixed) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      found.push({ start: at, end: at + word.length, days });
    }
  }
  for (const number of numbers) {
    const counted = countedFrom(text, number);
    if (counted !== null) {
      found.push(counted);
    }
  }
  return found
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((one, index, all) => index === 0 || one.start >= (all[index - 1]?.end ?? 0));
}

function countedFrom(text: string, number: NumberSpan): Duration | null {
  const from = text[number.end] === ' ' || text[number.end] === '-' ? number.end + 1 : number.end;
  const before = text[number.start - 1] ?? '';
  const unit = units.find(([word]) => text.startsWith(word, from));
  if (unit === undefined || before === '第' || number.value > 2000) {
    return null;
  }
  const [word, days] = unit;
  let end = from + word.length;
  if ((word === '年' || word === '日') && (number.value > 31 || isDate(text, number, end))) {
    return null;
  }
  if (days === -45) {
    return { start: number.start, end, days: number.value * 30 + 15 };
  }
  if (days === -545) {
    return { start: number.start, end, days: number.value * 365 + 180 };
  }
  let total = number.value * days + (number.vague ? 1 : 0);
  if (text.startsWith('半', end)) {
    total += days / 2;
    end += 1;
  } else if (
    text.startsWith('零', end) ||
    text.startsWith('多', end) ||
    text.startsWith('有余', end) ||
    text.startsWith(' and a half', end)
  ) {
    total += days / 10 + 1;
  }
  return { start: number.start, end, days: total };
}

/** 3月5日, 26年3月 and 两年3月 are dates, not stretches. */
function isDate(text: string, number: NumberSpan, end: number): boolean {
  const before = text[number.start - 1] ?? '';
  return before === '月' || /^ ?\d{1,2} ?月/u.test(text.slice(end, end + 5));
}
