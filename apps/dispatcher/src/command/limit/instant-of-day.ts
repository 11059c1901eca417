import { Temporal } from 'temporal-polyfill';
import type { WrittenLimit } from './read-limit.js';

/** The instant that a written day means: without a year the next such day, without an hour 18:00. Null: there is no such day. */
export function instantOfDay(limit: Extract<WrittenLimit, { kind: 'day' }>, from: Date, timeZone: string): Date | null {
  const today = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone);
  const closing = 18;
  try {
    const at = (year: number): Temporal.ZonedDateTime =>
      Temporal.PlainDateTime.from(
        { year, month: limit.month, day: limit.day, hour: limit.hour ?? closing, minute: limit.minute },
        { overflow: 'reject' },
      ).toZonedDateTime(timeZone);
    const first = at(limit.year ?? today.year);
    const wrapped =
      limit.year === null && first.epochMilliseconds < today.epochMilliseconds - 86_400_000 * 60
        ? at(today.year + 1)
        : first;
    return new Date(wrapped.epochMilliseconds);
  } catch {
    return null;
  }
}
