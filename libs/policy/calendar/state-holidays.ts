import { createRequire } from 'node:module';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/**
 * What the State Council's notice says of a day. `assumed`: no notice for that year is known yet, so only the statutory
 * holidays (全国年节及纪念日放假办法, as of 2025) and weekends count, and nobody knows the make-up days.
 */
export interface StateDay {
  readonly kind: 'holiday' | 'make-up' | 'ordinary';
  /** Name of the holiday in Chinese and English. */
  readonly name: { readonly zh: string; readonly en: string } | null;
  readonly assumed: boolean;
}

// Only the data of chinese-days is used: its functions answer for the zone of the machine, and are a day off west of UTC.
const Notices = z.object({ holidays: z.record(z.string(), z.string()), workdays: z.record(z.string(), z.string()) });
const require = createRequire(import.meta.url);
const notices = Notices.parse(require('chinese-days/dist/chinese-days.json'));

/** Whether the notice for a year is among the data: each names New Year's Day. */
export function isNoticeKnown(year: number): boolean {
  return notices.holidays[`${year}-01-01`] !== undefined;
}

export function stateDay(day: Temporal.PlainDate): StateDay {
  const date = day.toString();
  if (!isNoticeKnown(day.year)) {
    const name = statutoryDays(day.year).get(date) ?? null;
    return { kind: name === null ? 'ordinary' : 'holiday', name, assumed: true };
  }
  const holiday = notices.holidays[date];
  const makeUp = notices.workdays[date];
  const [en = '', zh = ''] = (holiday ?? makeUp ?? '').split(',');
  if (holiday !== undefined) {
    return { kind: 'holiday', name: { zh, en }, assumed: false };
  }
  return makeUp === undefined
    ? { kind: 'ordinary', name: null, assumed: false }
    : { kind: 'make-up', name: { zh, en }, assumed: false };
}

const computed = new Map<number, ReadonlyMap<string, { zh: string; en: string }>>();

/** The thirteen days that the regulation itself names, for a year without a notice. */
function statutoryDays(year: number): ReadonlyMap<string, { zh: string; en: string }> {
  const before = computed.get(year);
  if (before !== undefined) {
    return before;
  }
  const days = new Map<string, { zh: string; en: string }>();
  const put = (first: Temporal.PlainDate, count: number, zh: string, en: string): void => {
    for (let offset = 0; offset < count; offset += 1) {
      days.set(first.add({ days: offset }).toString(), { zh, en });
    }
  };
  const solar = (month: number, day: number): Temporal.PlainDate => Temporal.PlainDate.from({ year, month, day });
  put(solar(1, 1), 1, '元旦', "New Year's Day");
  put(lunarDay(year, 1, 1).subtract({ days: 1 }), 4, '春节', 'Spring Festival');
  put(solar(4, pureBrightness(year)), 1, '清明', 'Tomb-sweeping Day');
  put(solar(5, 1), 2, '劳动节', 'Labour Day');
  put(lunarDay(year, 5, 5), 1, '端午', 'Dragon Boat Festival');
  put(lunarDay(year, 8, 15), 1, '中秋', 'Mid-autumn Festival');
  put(solar(10, 1), 3, '国庆节', 'National Day');
  computed.set(year, days);
  return days;
}

const lunarFormat = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });

/** The day of a solar year on which a day of the Chinese calendar falls; `bis` months do not count. */
function lunarDay(year: number, month: number, day: number): Temporal.PlainDate {
  const wanted = `${month}/${day}`;
  let date = Temporal.PlainDate.from({ year, month: 1, day: 20 });
  while (date.year === year && lunarFormat.format(Date.UTC(date.year, date.month - 1, date.day)) !== wanted) {
    date = date.add({ days: 1 });
  }
  return date;
}

/** Day of April on which 清明 falls, by the customary formula for 2000 to 2099. */
function pureBrightness(year: number): number {
  const inCentury = year % 100;
  return Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4);
}
