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

const digits: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  半: 0.5,
};
const amountPattern = String.raw`(?<amount>\d+(?:\.\d+)?|十[一二三四五六七八九]?|[一两二三四五六七八九半])`;

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
    const amount = pattern.exec(plain)?.groups?.['amount'];
    if (amount !== undefined && kind !== 'day') {
      return { kind, amount: numberOf(amount) };
    }
  }
  return null;
}

function numberOf(text: string): number {
  if (/^\d/u.test(text)) {
    return Number(text);
  }
  return [...text].reduce((sum, sign) => sum + (digits[sign] ?? 0), 0);
}
