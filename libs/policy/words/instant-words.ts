import { Temporal } from 'temporal-polyfill';

/** `2026-11-23 18:00` in a time zone; with seconds where they are not 0. */
export function instantWords(at: Date, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: local.second === 0 ? 'minute' : 'second' });
  return `${local.toPlainDate().toString()} ${time}`;
}

/** An instant to the minute, for people who are told by when: seconds would only look exact. */
export function minuteWords(at: Date, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
