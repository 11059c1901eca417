import { calendarDay, plusDays, plusMonths, weekdayOf, type CalendarDay } from './calendar-day.js';

/** The day that a form means, seen from the message's own day; null for one that does not exist. */
export type Resolve = (match: RegExpExecArray, today: CalendarDay) => CalendarDay | null;

const hanDigits = new Map(Array.from('零一二三四五六七八九十', (char, index): [string, number] => [char, index]));

/** 1-39 in Arabic or Chinese digits: 3, 十一, 廿三, 二十, 三十一. */
export function count(written: string | undefined): number {
  if (written === undefined) {
    return Number.NaN;
  }
  if (/^\d/u.test(written)) {
    return Number(written);
  }
  const plain = written.replace('廿', '二十').replace('卅', '三十');
  const ten = plain.indexOf('十');
  if (ten < 0) {
    return hanDigits.get(plain) ?? Number.NaN;
  }
  const tens = ten === 0 ? 1 : (hanDigits.get(plain.slice(0, ten)) ?? Number.NaN);
  const ones = ten === plain.length - 1 ? 0 : (hanDigits.get(plain.slice(ten + 1)) ?? Number.NaN);
  return tens * 10 + ones;
}

const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The latest such day that is not after today, in this or the last year. */
export function latest(monthNo: number, dayNo: number, today: CalendarDay): CalendarDay | null {
  const thisYear = calendarDay(today.year, monthNo, dayNo);
  const ahead = monthNo > today.month + 2;
  return thisYear === null || ahead ? calendarDay(today.year - 1, monthNo, dayNo) : thisYear;
}

export function weekdayBefore(today: CalendarDay, weekday: number, allowToday: boolean): CalendarDay {
  const back = (weekdayOf(today) - weekday + 7) % 7;
  return plusDays(today, -(back === 0 && !allowToday ? 7 : back));
}

export function inWeek(today: CalendarDay, weeks: number, weekday: number): CalendarDay {
  return plusDays(today, weeks * 7 + weekday - weekdayOf(today));
}

export function monthDay(months: number): Resolve {
  return (match, today) => {
    const base = plusMonths({ ...today, day: 1 }, months);
    return calendarDay(base.year, base.month, count(match[1]));
  };
}

export const partOfMonth = new Map([
  ['初', 5],
  ['中', 15],
  ['底', 28],
  ['末', 28],
  ['上', 5],
  ['下', 25],
]);
const englishCounts = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six'].map((word, index) => [word, index]),
);

export function daysAgo(written: string | undefined, today: CalendarDay): CalendarDay | null {
  const days = written === '两' ? 2 : (englishCounts.get(written ?? '') ?? count(written));
  return Number.isNaN(days) ? null : plusDays(today, -days);
}

export function year(written: string | undefined): number {
  const value = Number(written);
  return value < 100 ? 2000 + value : value;
}

export function english(
  monthWord: string | undefined,
  dayWord: string | undefined,
  yearWord: string | undefined,
  today: CalendarDay,
): CalendarDay | null {
  const monthNo = englishMonths.indexOf((monthWord ?? '').slice(0, 3)) + 1;
  return yearWord === undefined
    ? latest(monthNo, Number(dayWord), today)
    : calendarDay(Number(yearWord), monthNo, Number(dayWord));
}

export function dayOfMonth(dayNo: number, today: CalendarDay): CalendarDay | null {
  if (dayNo <= today.day) {
    return calendarDay(today.year, today.month, dayNo);
  }
  // A few days ahead is an appointment of this month; more is the month before.
  const ahead = dayNo - today.day <= 7;
  const base = ahead ? today : plusMonths({ ...today, day: 1 }, -1);
  return calendarDay(base.year, base.month, dayNo);
}

export function monthOnly(match: RegExpExecArray, today: CalendarDay): CalendarDay | null {
  const monthNo = count(match[3]);
  const dayNo = partOfMonth.get(match[4] ?? match[5] ?? '') ?? 15;
  if (match[1] !== undefined) {
    return calendarDay(Number(match[1]), monthNo, dayNo);
  }
  return match[2] === undefined ? latest(monthNo, dayNo, today) : calendarDay(today.year - 1, monthNo, dayNo);
}
