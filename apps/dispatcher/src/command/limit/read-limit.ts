import { readChineseNumber } from '#libs/numerals/chinese-number.js';
import { halfWidth } from '../grammar/half-width.js';

/** A time limit as a person wrote it: an amount of some clock, or a day (local calendar) with an optional time. */
export type WrittenLimit =
  | { readonly kind: 'working-days'; readonly amount: number }
  | { readonly kind: 'days'; readonly amount: number }
  | { readonly kind: 'hours'; readonly amount: number }
  | {
      readonly kind: 'day';
      readonly year: number | null;
      readonly month: number;
      readonly day: number;
      readonly hour: number | null;
      readonly minute: number;
    };

const amountPattern = String.raw`(?<amount>\d+(?:\.\d+)?|[零一二两三四五六七八九十百]+|半)`;

const patterns: readonly (readonly [RegExp, WrittenLimit['kind']])[] = [
  [new RegExp(`${amountPattern}\\s*(?:个)?(?:工作日|working days?|business days?)`, 'iu'), 'working-days'],
  [new RegExp(`${amountPattern}\\s*(?:个)?(?:小时|钟头|hours?|h\\b)`, 'iu'), 'hours'],
  [new RegExp(`${amountPattern}\\s*(?:天|日(?!前|内)|calendar days?|days?)`, 'iu'), 'days'],
];

const dayPattern =
  /(?:(?<year>\d{4})\s*[-/.年]\s*)?(?<month>1[0-2]|0?[1-9])\s*[-/.月]\s*(?<day>3[01]|[12]\d|0?[1-9])\s*[日号]?(?:\s*(?:(?<half>上午|下午|晚上|晚)\s*)?(?<hour>[01]?\d|2[0-4])\s*[:点时]\s*(?<minute>[0-5]\d)?)?/u;

/** Null when the text gives no limit that can be computed: `尽快` is not one. */
export function readLimit(text: string): WrittenLimit | null {
  const plain = halfWidth(text);
  const dated = dayPattern.exec(plain);
  if (dated?.groups) {
    const { year, month, day, half, hour, minute } = dated.groups;
    const afternoon = half !== undefined && half !== '上午' && Number(hour) < 12 ? 12 : 0;
    return {
      kind: 'day',
      year: year === undefined ? null : Number(year),
      month: Number(month),
      day: Number(day),
      hour: hour === undefined ? null : Number(hour) + afternoon,
      minute: Number(minute ?? 0),
    };
  }
  for (const [pattern, kind] of patterns) {
    const written = pattern.exec(plain)?.groups?.['amount'];
    const amount = written === undefined ? null : numberOf(written);
    if (amount !== null && kind !== 'day') {
      return { kind, amount };
    }
  }
  return null;
}

/** Null for 三四 and the like: what may be three or four is nothing to be held to. */
function numberOf(text: string): number | null {
  if (/^\d/u.test(text)) {
    return Number(text);
  }
  if (text === '半') {
    return 0.5;
  }
  const number = readChineseNumber(text, 0);
  return number === null || number.vague ? null : number.value;
}
