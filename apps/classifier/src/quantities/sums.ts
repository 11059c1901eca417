import type { NumberSpan } from './numbers.js';

/** A sum of money in yuan. */
export interface Sum {
  readonly start: number;
  readonly end: number;
  /** Yuan; other currencies by the rough rates of the table. */
  readonly yuan: number;
  readonly vague: boolean;
  /** No currency stands beside it; the number's form (5万, 3w) suggests money. */
  readonly bare: boolean;
}

/** Yuan for one unit. Rough on purpose: the rates only decide whether a threshold is passed. */
export interface Currency {
  readonly after: readonly string[];
  readonly before: readonly string[];
  readonly yuan: number;
}

/** Things that are counted in 万 and are no money. */
const counted = '人户家个次平米方台辆字步公里位条张套件年岁号度伏瓦只册种名';

function unitAfter(text: string, at: number, currencies: readonly Currency[]): { end: number; yuan: number } | null {
  const from = text[at] === ' ' ? at + 1 : at;
  for (const currency of currencies) {
    for (const word of currency.after) {
      if (text.startsWith(word, from) && !continues(text, from + word.length, word)) {
        return { end: from + word.length, yuan: currency.yuan };
      }
    }
  }
  return null;
}

function continues(text: string, at: number, word: string): boolean {
  const last = word.charCodeAt(word.length - 1);
  const next = text.charCodeAt(at);
  return last < 0x80 && next >= 0x61 && next <= 0x7a;
}

function unitBefore(text: string, at: number, currencies: readonly Currency[]): { start: number; yuan: number } | null {
  const to = text[at - 1] === ' ' ? at - 1 : at;
  for (const currency of currencies) {
    for (const word of currency.before) {
      if (text.startsWith(word, to - word.length) && to - word.length >= 0) {
        return { start: to - word.length, yuan: currency.yuan };
      }
    }
  }
  return null;
}

/** Sums of money among the numbers of a canonical text. */
export function sumsOf(text: string, numbers: readonly NumberSpan[], currencies: readonly Currency[]): Sum[] {
  const sums: Sum[] = [];
  for (const number of numbers) {
    const after = unitAfter(text, number.end, currencies);
    const before = unitBefore(text, number.start, currencies);
    const unit = after ?? before;
    if (unit !== null) {
      const cents = after === null ? null : cheap(text, after.end);
      sums.push({
        start: before?.start ?? number.start,
        end: cents ?? after?.end ?? number.end,
        yuan: number.value * unit.yuan,
        vague: number.vague,
        bare: false,
      });
    } else if (
      number.grouped &&
      number.value >= 1000 &&
      !counted.includes(text[number.end] ?? '。') &&
      text[number.end] !== '分'
    ) {
      sums.push({ start: number.start, end: number.end, yuan: number.value, vague: number.vague, bare: true });
    }
  }
  // 一万一万一万… goes past every number that can be stored: nobody's sum.
  return sums.filter(({ yuan }) => yuan <= Number.MAX_SAFE_INTEGER);
}

/** 三块五, 5块8: what follows 块 belongs to the sum. */
function cheap(text: string, at: number): number | null {
  return text[at - 1] === '块' && /[0-9一二三四五六七八九]/u.test(text[at] ?? '') ? at + 1 : null;
}
