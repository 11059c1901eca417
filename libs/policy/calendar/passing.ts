import { Temporal } from 'temporal-polyfill';
import type { Span } from '../preset/limit.schema.js';
import type { Calendar } from './calendar.schema.js';
import { addWorkingDays, addWorkingTime, workingSecondsBetween } from './working-time.js';

/** How time passes for one limit: a clock of the preset with its calendar filled in. */
export type Passing =
  | { readonly kind: 'round-the-clock'; readonly timeZone: string }
  | { readonly kind: 'working-time'; readonly calendar: Calendar };

/** A stretch in which the clocks of a case stand still; null: it still does. */
export interface Pause {
  readonly from: Date;
  readonly until: Date | null;
}

/** Seconds that pass on a clock between two instants. */
export function secondsBetween(passing: Passing, from: Date, until: Date): number {
  switch (passing.kind) {
    case 'round-the-clock':
      return Math.max(0, until.getTime() - from.getTime()) / 1_000;
    case 'working-time':
      return workingSecondsBetween(passing.calendar, from, until);
    default:
      return passing satisfies never;
  }
}

/** The instant at which so many seconds have passed on a clock. */
export function addSeconds(passing: Passing, from: Date, seconds: number): Date {
  switch (passing.kind) {
    case 'round-the-clock':
      return new Date(from.getTime() + seconds * 1_000);
    case 'working-time':
      return addWorkingTime(passing.calendar, from, seconds);
    default:
      return passing satisfies never;
  }
}

/** The end of a span that nothing interrupts. Working days need a working clock; the loader sees to that. */
export function addSpan(passing: Passing, from: Date, span: Span): Date {
  switch (span.kind) {
    case 'time':
      return addSeconds(passing, from, span.seconds);
    case 'working-days':
      if (passing.kind === 'round-the-clock') {
        throw new Error(`"${span.text}" cannot be counted round the clock`);
      }
      return addWorkingDays(passing.calendar, from, span.days);
    case 'months':
      return endOfCorrespondingDay(
        passing.kind === 'round-the-clock' ? passing.timeZone : passing.calendar.timeZone,
        from,
        span.months,
      );
    default:
      return span satisfies never;
  }
}

/** Months end with the corresponding day, or, where a month has none, with its last (民法典 第二百零二条). */
function endOfCorrespondingDay(timeZone: string, from: Date, months: number): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const next = start.add({ months }, { overflow: 'constrain' }).add({ days: 1 });
  return new Date(next.toZonedDateTime(timeZone).epochMilliseconds);
}

/** Pauses as disjoint intervals in order; one that still runs ends at `now`. */
export function settlePauses(pauses: readonly Pause[], now: Date): { from: Date; until: Date }[] {
  const settled: { from: Date; until: Date }[] = [];
  const ended = pauses
    .map((pause) => ({ from: pause.from, until: pause.until ?? now }))
    .filter((pause) => pause.from < pause.until)
    .toSorted((a, b) => a.from.getTime() - b.from.getTime());
  for (const pause of ended) {
    const last = settled.at(-1);
    if (last !== undefined && pause.from <= last.until) {
      last.until = pause.until > last.until ? pause.until : last.until;
    } else {
      settled.push({ ...pause });
    }
  }
  return settled;
}

/** Seconds of an interval, on a clock, that fell into pauses. */
export function pausedSeconds(
  passing: Passing,
  from: Date,
  until: Date,
  pauses: readonly { from: Date; until: Date }[],
): number {
  return pauses.reduce((sum, pause) => {
    const start = pause.from > from ? pause.from : from;
    const end = pause.until < until ? pause.until : until;
    return sum + secondsBetween(passing, start, end);
  }, 0);
}

/** Moves an end by the time that pauses took away since the start, including those it is moved into. */
export function moveByPauses(
  passing: Passing,
  from: Date,
  end: Date,
  pauses: readonly { from: Date; until: Date }[],
): Date {
  let moved = end;
  for (const pause of pauses) {
    if (pause.until <= from || pause.from >= moved) {
      continue;
    }
    const start = pause.from > from ? pause.from : from;
    moved = addSeconds(passing, moved, secondsBetween(passing, start, pause.until));
  }
  return moved;
}
