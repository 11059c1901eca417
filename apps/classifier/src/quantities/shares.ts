import type { NumberSpan } from './numbers.js';

/** A part of a whole: 36户里34户, 三分之二, 80%. */
export interface Share {
  readonly start: number;
  readonly end: number;
  /** 0..1 */
  readonly share: number;
  /** The part as a head count, where two counts were given. */
  readonly count: number | null;
}

const counters = [
  '户',
  '家',
  '位',
  '人',
  '名',
  '个',
  '间',
  '套',
  '戶',
  ' households',
  ' flats',
  ' owners',
  ' families',
  ' apartments',
  ' units',
  ' of us',
  ' homes',
  ' residents',
];
const between = ['里面有', '里头有', '里边', '里面', '里有', '里', '中有', '中的', '中', '有', '当中有', '之中'];

function after(text: string, at: number, words: readonly string[]): number | null {
  const word = words.find((one) => text.startsWith(one, at));
  return word === undefined ? null : at + word.length;
}

function skip(text: string, at: number): number {
  let end = at;
  while (end < text.length && end < at + 6 && '住业主,，的个总共一共 '.includes(text[end] ?? '#')) {
    end += 1;
  }
  return end;
}

const sentenceReach = 60;
const wholes = ['总共', '一共', '共有', '共', '全部', '发放', '总计', '合计', 'all ', 'total of ', 'there are '];

/** 共48户, 发放问卷304份: a number of households or papers that is said to be all of them. */
function isWhole(text: string, number: NumberSpan): boolean {
  const before = text.slice(Math.max(0, number.start - 10), number.start);
  return (
    number.value >= 8 &&
    number.value < 20_000 &&
    after(text, number.end, [...counters, '份', '张']) !== null &&
    wholes.some((word) => before.includes(word))
  );
}

/** A later number of the same things in the same sentence, at most the whole. */
function isPart(text: string, number: NumberSpan, whole: NumberSpan): boolean {
  const sameSentence = !/[。!！?？\n]/u.test(text.slice(whole.end, number.start));
  const counter = text[whole.end] ?? '';
  return (
    sameSentence &&
    number.value <= whole.value &&
    number.value >= 4 &&
    (text[number.end] === counter || after(text, number.end, counters) !== null)
  );
}

/** Shares of a canonical text. Reads each pair of neighbouring numbers once. */
export function sharesOf(text: string, numbers: readonly NumberSpan[]): Share[] {
  const found: Share[] = [];
  let whole: NumberSpan | null = null;
  numbers.forEach((first, index) => {
    if (isWhole(text, first)) {
      whole = first;
    } else if (whole !== null && first.start - whole.end < sentenceReach && isPart(text, first, whole)) {
      found.push({ start: whole.start, end: first.end, share: first.value / whole.value, count: first.value });
      whole = null;
      return;
    }
    const second = numbers[index + 1];
    const percent = percentOf(text, first);
    if (percent !== null) {
      found.push(percent);
      return;
    }
    if (second === undefined || second.start - first.end > 14) {
      return;
    }
    const share =
      fraction(text, first, second) ?? wholeThenPart(text, first, second) ?? partOfWhole(text, first, second);
    if (share !== null) {
      found.push(share);
    }
  });
  return found;
}

function percentOf(text: string, number: NumberSpan): Share | null {
  const sign =
    text.startsWith('%', number.end) ||
    text.startsWith(' percent', number.end) ||
    text.startsWith(' per cent', number.end);
  return sign && number.value <= 100
    ? { start: number.start, end: number.end + 1, share: number.value / 100, count: null }
    : null;
}

/** 三分之二; 百分之六十; two thirds is a phrase of the lexicon. */
function fraction(text: string, first: NumberSpan, second: NumberSpan): Share | null {
  if (text.slice(first.end, second.start) !== '分之' || first.value === 0) {
    return null;
  }
  return { start: first.start, end: second.end, share: second.value / first.value, count: null };
}

/** 36户里34户 */
function wholeThenPart(text: string, first: NumberSpan, second: NumberSpan): Share | null {
  const counted = after(text, first.end, counters);
  if (counted === null) {
    return null;
  }
  const joined = after(text, skip(text, counted), between);
  const end = after(text, second.end, counters) ?? second.end;
  if (joined === null || skip(text, joined) < second.start - 3 || second.value > first.value || first.value < 4) {
    return null;
  }
  return { start: first.start, end, share: second.value / first.value, count: second.value };
}

/** 34/36户, 41 of the 48 flats, 34 out of 36 */
function partOfWhole(text: string, first: NumberSpan, second: NumberSpan): Share | null {
  const link = text.slice(first.end, second.start);
  const slash = link === '/' && after(text, second.end, counters) !== null;
  const of = [
    ' of ',
    ' of the ',
    ' out of ',
    ' out of the ',
    ' of our ',
    ' households of ',
    ' families of ',
    ' households out of ',
  ].includes(link);
  if (!(slash || of) || first.value > second.value || second.value < 4) {
    return null;
  }
  return { start: first.start, end: second.end, share: first.value / second.value, count: first.value };
}
