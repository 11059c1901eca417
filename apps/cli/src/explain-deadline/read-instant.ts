import { Temporal } from 'temporal-polyfill';
import { CommandRefused } from '#libs/runtime/command-refused.js';

/** `2026-11-18T10:00`, in the given zone unless it says its own (`+08:00`, `Z`). */
export function readInstant(text: string, timeZone: string): Date {
  const written = text.trim().replace(' ', 'T');
  try {
    const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/u.test(written)
      ? Temporal.Instant.from(written)
      : Temporal.PlainDateTime.from(written).toZonedDateTime(timeZone).toInstant();
    return new Date(zoned.epochMilliseconds);
  } catch {
    throw new CommandRefused(`${text} is not an instant; write 2026-11-18T10:00 or 2026-11-18T02:00:00Z`);
  }
}

/** `name=value`; refuses what is not. */
export function readPair(text: string, what: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new CommandRefused(`${text} is not a ${what}`);
  }
  return [text.slice(0, at), text.slice(at + 1)];
}
