import { Temporal } from 'temporal-polyfill';

/** `22:00-08:00`, on the clocks of a time zone. An end at or before the start lies on the next day. */
export interface QuietWindow {
  readonly hours: string;
  readonly timeZone: string;
}

/** End of the window that `at` lies in; null when it lies outside. Start belongs to it, end does not. */
export function quietUntil({ hours, timeZone }: QuietWindow, at: Date): Date | null {
  const [from = '', until = ''] = hours.split('-');
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const start = minutesOf(from);
  const end = minutesOf(until);
  const now = local.hour * 60 + local.minute;
  const overnight = end <= start;
  const inside = overnight ? now >= start || now < end : now >= start && now < end;
  if (!inside) {
    return null;
  }
  const day = overnight && now >= start ? local.add({ days: 1 }) : local;
  const midnight = day.startOfDay();
  // On the clock, not by elapsed time: a night with a change to summer time ends at the same hour.
  const ending =
    end === 24 * 60
      ? midnight.add({ days: 1 })
      : midnight.withPlainTime({ hour: Math.floor(end / 60), minute: end % 60 });
  return new Date(ending.epochMilliseconds);
}

function minutesOf(clock: string): number {
  const [hour = '0', minute = '0'] = clock.split(':');
  return Number(hour) * 60 + Number(minute);
}
