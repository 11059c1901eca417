import chineseDays from 'chinese-days';
import { Temporal } from 'temporal-polyfill';

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

// chinese-days reads a bare date as UTC and answers for the machine's own zone: noon without a zone is the same day in all.
const detailOf = (date: string): { work: boolean; name: string } => chineseDays.getDayDetail(`${date}T12:00:00`);

/** Whether the notice for a year is among the data: New Year's Day is named only then. */
export function isNoticeKnown(year: number): boolean {
  return detailOf(`${year}-01-01`).name.includes(',');
}

export function stateDay(day: Temporal.PlainDate): StateDay {
  if (!isNoticeKnown(day.year)) {
    const name = statutoryDays(day.year).get(day.toString()) ?? null;
    return { kind: name === null ? 'ordinary' : 'holiday', name, assumed: true };
  }
  const detail = detailOf(day.toString());
  const [en, zh] = detail.name.split(',');
  if (zh === undefined || en === undefined) {
    return { kind: 'ordinary', name: null, assumed: false };
  }
  return { kind: detail.work ? 'make-up' : 'holiday', name: { zh, en }, assumed: false };
}

const known = new Map<number, ReadonlyMap<string, { zh: string; en: string }>>();

function statutoryDays(year: number): ReadonlyMap<string, { zh: string; en: string }> {
  const before = known.get(year);
  if (before !== undefined) {
    return before;
  }
  const days = new Map<string, { zh: string; en: string }>();
  const put = (date: Temporal.PlainDate, count: number, zh: string, en: string): void => {
    for (let offset = 0; offset < count; offset += 1) {
      days.set(date.add({ days: offset }).toString(), { zh, en });
    }
  };
  const lunar = (month: string): Temporal.PlainDate =>
    Temporal.PlainDate.from(chineseDays.getSolarDateFromLunar(`${year}-${month}`).date);
  put(Temporal.PlainDate.from({ year, month: 1, day: 1 }), 1, '元旦', "New Year's Day");
  put(lunar('01-01').subtract({ days: 1 }), 4, '春节', 'Spring Festival');
  put(Temporal.PlainDate.from(chineseDays.getSolarTermDate(year, 4, 'pure_brightness')), 1, '清明', 'Tomb-sweeping Day');
  put(Temporal.PlainDate.from({ year, month: 5, day: 1 }), 2, '劳动节', 'Labour Day');
  put(lunar('05-05'), 1, '端午', 'Dragon Boat Festival');
  put(lunar('08-15'), 1, '中秋', 'Mid-autumn Festival');
  put(Temporal.PlainDate.from({ year, month: 10, day: 1 }), 3, '国庆节', 'National Day');
  known.set(year, days);
  return days;
}
