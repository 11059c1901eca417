import { Temporal } from 'temporal-polyfill';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { unitsAbove } from '#libs/policy/routing/route-case.js';
import type { Person, Roster } from './roster.js';

/** Where a case lies, for finding who plays a part on it. */
export interface Place {
  readonly unit: string;
  readonly department: string | null;
}

export interface Holders {
  /** The role that was found filled: the one asked for, or a stand-in. */
  readonly role: string;
  readonly people: readonly Person[];
}

/**
 * Who plays a role of the preset where a case lies: by the role's scope in its department, its unit or the group; nobody
 * there: in the unit above; nobody at all: the role's stand-ins in order. Null: vacant throughout. Whoever is kept out
 * of the case does not count.
 */
export function findHolders(
  preset: Preset,
  roster: Roster,
  role: string,
  place: Place,
  keptOut: readonly string[] = [],
): Holders | null {
  for (const candidate of [role, ...(preset.roles[role]?.standIns ?? [])]) {
    const people = holdersByScope(preset, roster, candidate, place).filter((person) => !keptOut.includes(person.id));
    if (people.length > 0) {
      return { role: candidate, people };
    }
  }
  return null;
}

function holdersByScope(preset: Preset, roster: Roster, role: string, place: Place): Person[] {
  const scope = preset.roles[role]?.scope;
  switch (scope) {
    case undefined:
      return [];
    case 'department':
      return roster.holdersOf(role, place.unit, place.department);
    case 'unit':
      return roster.holdersOf(role, place.unit, null);
    case 'group':
      return roster.holdersOf(role, unitsAbove(roster, place.unit).at(-1) ?? place.unit, null);
    default:
      return scope satisfies never;
  }
}

/** Those of some people who are on shift for a role at an instant; all of them where the preset or the roster names no shift. */
export function onShift(preset: Preset, role: string, people: readonly Person[], at: Date): readonly Person[] {
  const manned = Object.entries(preset.shifts)
    .filter(([, shift]) => shift.roles.includes(role) && isRunning(shift, at, preset.timeZone))
    .map(([key]) => key);
  const present = people.filter(
    (person) => person.shifts.length === 0 || person.shifts.some((key) => manned.includes(key)),
  );
  return present.length > 0 ? present : people;
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function isRunning(shift: Preset['shifts'][string], at: Date, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const clock = local.toPlainTime().toString().slice(0, 5);
  const today = weekdays[local.dayOfWeek - 1];
  const yesterday = weekdays[(local.dayOfWeek + 5) % 7];
  return shift.hours.some((window) => {
    const [from = '', until = ''] = window.split('-');
    const overnight = until <= from;
    return shift.days.some((day) =>
      overnight
        ? (day === today && clock >= from) || (day === yesterday && clock < until)
        : day === today && clock >= from && clock < until,
    );
  });
}
