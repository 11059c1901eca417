import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.schema.js';
import { isWorkingDay } from './working-day.js';

/** Epoch milliseconds, half open. */
export interface Interval {
  readonly from: number;
  readonly until: number;
}

/** A calendar on which nothing is worked for so long has a fault in it. */
const farthestDays = 800;

export function localDate(calendar: Calendar, at: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(calendar.timeZone).toPlainDate();
}

function instantOf(calendar: Calendar, date: Temporal.PlainDate, clock: string): number {
  const [day, time] = clock === '24:00' ? [date.add({ days: 1 }), '00:00'] : [date, clock];
  return day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: Temporal.PlainTime.from(time) })
    .epochMilliseconds;
}

/** Days computed before, by calendar: time zones are dear, and the same weeks are asked for again and again. */
const computed = new WeakMap<Calendar, Map<string, readonly Interval[]>>();

/** Working hours of one day, in order; none on a day off. A window that ends at or before its start runs into the next day. */
export function windowsOf(calendar: Calendar, date: Temporal.PlainDate): readonly Interval[] {
  const days = computed.get(calendar) ?? new Map<string, readonly Interval[]>();
  computed.set(calendar, days);
  const day = date.toString();
  const windows = days.get(day) ?? computeWindows(calendar, date);
  days.set(day, windows);
  return windows;
}

function computeWindows(calendar: Calendar, date: Temporal.PlainDate): Interval[] {
  if (!isWorkingDay(calendar, date)) {
    return [];
  }
  return calendar.hours.map((window) => {
    const [from = '', until = ''] = window.split('-');
    const endsNextDay = until <= from;
    return {
      from: instantOf(calendar, date, from),
      until: instantOf(calendar, endsNextDay ? date.add({ days: 1 }) : date, until),
    };
  });
}

/** The windows that end after an instant, day by day. Starts a day early for shifts that run past midnight. */
function* windowsFrom(calendar: Calendar, at: Date): Generator<Interval> {
  const first = localDate(calendar, at).subtract({ days: 1 });
  for (let offset = 0; offset < farthestDays; offset += 1) {
    for (const window of windowsOf(calendar, first.add({ days: offset }))) {
      if (window.until > at.getTime()) {
        yield window;
      }
    }
  }
  throw new Error(`calendar ${calendar.id} has no working time within ${farthestDays} days`);
}

/** The earliest instant at which so many seconds of working time have gone since another. */
export function addWorkingTime(calendar: Calendar, from: Date, seconds: number): Date {
  let left = seconds * 1_000;
  if (left <= 0) {
    return from;
  }
  for (const window of windowsFrom(calendar, from)) {
    const start = Math.max(window.from, from.getTime());
    if (left <= window.until - start) {
      return new Date(start + left);
    }
    left -= window.until - start;
  }
  return from;
}

/** Seconds of working time between two instants. */
export function workingSecondsBetween(calendar: Calendar, from: Date, until: Date): number {
  if (until <= from) {
    return 0;
  }
  let sum = 0;
  for (const window of windowsFrom(calendar, from)) {
    if (window.from >= until.getTime()) {
      break;
    }
    sum += Math.min(window.until, until.getTime()) - Math.max(window.from, from.getTime());
  }
  return sum / 1_000;
}

/** The k-th working day after the day of an instant; the start day is not counted (民法典 第二百零一条). */
export function workingDayAfter(calendar: Calendar, from: Date, days: number): Temporal.PlainDate {
  let date = localDate(calendar, from);
  let left = days;
  for (let offset = 0; left > 0; offset += 1) {
    if (offset > farthestDays + days * 8) {
      throw new Error(`calendar ${calendar.id} has not ${days} working days`);
    }
    date = date.add({ days: 1 });
    left -= isWorkingDay(calendar, date) ? 1 : 0;
  }
  return date;
}

/** The end of the last working hours of a day (民法典 第二百零三条), midnight where none are kept. */
export function closeOfBusiness(calendar: Calendar, date: Temporal.PlainDate): Date {
  const last = windowsOf(calendar, date).at(-1);
  return new Date(last?.until ?? instantOf(calendar, date, '24:00'));
}

/** The end of the k-th working day after an instant. */
export function addWorkingDays(calendar: Calendar, from: Date, days: number): Date {
  return closeOfBusiness(calendar, workingDayAfter(calendar, from, days));
}
