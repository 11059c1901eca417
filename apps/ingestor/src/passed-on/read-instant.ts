import { Temporal } from 'temporal-polyfill';

const day =
  /(?:(?<year>(?:19|20)\d\d)\s*[年./-]\s*)?(?<month>1[0-2]|0?[1-9])\s*[月./-]\s*(?<day>3[01]|[12]\d|0?[1-9])\s*[日号]?/u;
const hour =
  /(?<half>上午|下午|晚上|晚|早上|中午)?\s*(?<hour>[01]?\d|2[0-4])\s*(?:[:：]\s*(?<minute>[0-5]\d)|[时点](?:\s*(?<minutes>[0-5]?\d)\s*分)?)/u;
const afternoon = new Set(['下午', '晚上', '晚']);

export interface InstantReading {
  /** The instant next to which the text was written. */
  readonly near: Date;
  readonly timeZone: string;
  /** What a day without an hour means. */
  readonly dayEnds: { readonly hour: number; readonly minute: number } | null;
}

/**
 * An instant in words of a mail: `2026年11月25日`, `11-25 18:00`, `今天上午9点05分`, `9:05`. Without a day it is the day of
 * `near`, without a year the one that comes nearest. Null where there is none, or a day without an hour means nothing
 * here. Pure.
 */
export function readInstant(text: string, { near, timeZone, dayEnds }: InstantReading): Date | null {
  const words = text.normalize('NFKC');
  const base = Temporal.Instant.fromEpochMilliseconds(near.getTime()).toZonedDateTimeISO(timeZone);
  const date = day.exec(words)?.groups;
  const time = hour.exec(date === undefined ? words : words.replace(day, ' '))?.groups;
  const clock = time === undefined ? dayEnds : clockOf(time);
  if (clock === null || (date === undefined && time === undefined)) {
    return null;
  }
  const shift = words.includes('昨') ? -1 : words.includes('明天') ? 1 : 0;
  try {
    const plain = (year: number): Temporal.ZonedDateTime =>
      Temporal.PlainDateTime.from(
        {
          year,
          month: date === undefined ? base.month : Number(date['month']),
          day: date === undefined ? base.day : Number(date['day']),
          ...clock,
        },
        { overflow: 'reject' },
      )
        .add({ days: date === undefined ? shift : 0 })
        .toZonedDateTime(timeZone);
    if (date?.['year'] !== undefined) {
      return dateOf(plain(Number(date['year'])));
    }
    const candidates = date === undefined ? [base.year] : [base.year - 1, base.year, base.year + 1];
    const [nearest] = candidates
      .map((year) => dateOf(plain(year)))
      .sort((one, other) => Math.abs(one.getTime() - near.getTime()) - Math.abs(other.getTime() - near.getTime()));
    return nearest ?? null;
  } catch {
    return null;
  }
}

function clockOf(time: Readonly<Record<string, string | undefined>>): { hour: number; minute: number } {
  const written = Number(time['hour']);
  const late = afternoon.has(time['half'] ?? '') && written < 12;
  return { hour: (late ? written + 12 : written) % 24, minute: Number(time['minute'] ?? time['minutes'] ?? 0) };
}

function dateOf(zoned: Temporal.ZonedDateTime): Date {
  return new Date(zoned.epochMilliseconds);
}
