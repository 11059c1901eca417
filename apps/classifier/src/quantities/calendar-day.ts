/** A day of the proleptic Gregorian calendar without a zone. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const dayMs = 86_400_000;

function toMs(day: CalendarDay): number {
  return Date.UTC(day.year, day.month - 1, day.day);
}

/** Null for a day that does not exist. */
export function calendarDay(year: number, month: number, day: number): CalendarDay | null {
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) {
    return null;
  }
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() === month - 1 ? { year, month, day } : null;
}

export function isoOf(day: CalendarDay): string {
  return new Date(toMs(day)).toISOString().slice(0, 10);
}

export function dayOfIso(iso: string): CalendarDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(iso);
  return match === null ? null : calendarDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

export function plusDays(day: CalendarDay, days: number): CalendarDay {
  const made = new Date(toMs(day) + days * dayMs);
  return { year: made.getUTCFullYear(), month: made.getUTCMonth() + 1, day: made.getUTCDate() };
}

export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((toMs(to) - toMs(from)) / dayMs);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: CalendarDay): number {
  return ((new Date(toMs(day)).getUTCDay() + 6) % 7) + 1;
}

/** The same day of the month before, or the last of it where there is none. */
export function plusMonths(day: CalendarDay, months: number): CalendarDay {
  const index = day.year * 12 + (day.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return calendarDay(year, month, day.day) ?? { year, month, day: new Date(Date.UTC(year, month, 0)).getUTCDate() };
}
