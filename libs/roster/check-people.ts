import { idle, wrong, type CheckFinding } from '#libs/policy/check/finding.js';
import type { RosterDocument } from './roster.schema.js';

type People = RosterDocument['people'];
type Person = People[keyof People];

/** What is wrong with a roster whatever the preset: names that lead nowhere, circles, addresses that two people share. */
export function checkPeople(roster: RosterDocument): CheckFinding[] {
  return [...checkUnits(roster), ...checkPersons(roster), ...checkAddresses(roster.people)];
}

function checkUnits({ units, people }: RosterDocument): CheckFinding[] {
  const heads = Object.entries(units).filter(([, unit]) => unit.parent === null);
  return [
    ...(heads.length === 1
      ? []
      : [wrong(['units'], 'exactly one unit must be the head of the group, with parent: null')]),
    ...Object.entries(units).flatMap(([key, unit]) => [
      ...(unit.parent === null || units[unit.parent] !== undefined
        ? []
        : [wrong(['units', key, 'parent'], `there is no unit ${unit.parent}`)]),
      ...(circles(key, (at) => units[at]?.parent ?? null)
        ? [wrong(['units', key, 'parent'], 'lies above itself')]
        : []),
      ...Object.entries(unit.departments).flatMap(([department, { head }]) =>
        head === null || people[head] !== undefined
          ? []
          : [wrong(['units', key, 'departments', department, 'head'], `there is no person ${head}`)],
      ),
    ]),
  ];
}

function checkPersons({ units, people: persons }: RosterDocument): CheckFinding[] {
  const people: Readonly<Record<string, Person>> = persons;
  return Object.entries(people).flatMap(([id, person]) => {
    const path = ['people', id];
    const at = (unit: string, department: string | null, where: readonly PropertyKey[]): CheckFinding[] => {
      if (units[unit] === undefined) {
        return [wrong([...where, 'unit'], `there is no unit ${unit}`)];
      }
      const known = department === null || units[unit].departments[department] !== undefined;
      return known ? [] : [wrong([...where, 'department'], `${unit} has no department ${department}`)];
    };
    return [
      ...at(person.unit, person.department, path),
      ...person.roles.flatMap((held, index) =>
        typeof held === 'string' ? [] : at(held.unit, held.department, [...path, 'roles', index]),
      ),
      ...(person.deputy !== null && people[person.deputy] === undefined
        ? [wrong([...path, 'deputy'], `there is no person ${person.deputy}`)]
        : []),
      ...(person.deputy === id ? [wrong([...path, 'deputy'], 'is the person itself')] : []),
      ...(person.reportsTo !== null && people[person.reportsTo] === undefined
        ? [wrong([...path, 'reportsTo'], `there is no person ${person.reportsTo}`)]
        : []),
      ...(circles(id, (who) => people[who]?.reportsTo ?? null)
        ? [wrong([...path, 'reportsTo'], 'reports to itself in the end')]
        : []),
      ...(person.roles.includes('handler') && person.deputy === null
        ? [idle(path, 'handles cases and has no deputy')]
        : []),
    ];
  });
}

function checkAddresses(people: People): CheckFinding[] {
  const owners = new Map<string, string>();
  return Object.entries(people).flatMap(([id, person]) =>
    person.mails.flatMap((mail, index) => {
      const address = mail.toLowerCase();
      const owner = owners.get(address);
      owners.set(address, owner ?? id);
      return owner === undefined || owner === id
        ? []
        : [wrong(['people', id, 'mails', index], `is the address of ${owner} too`)];
    }),
  );
}

function circles(start: string, next: (at: string) => string | null): boolean {
  const seen = new Set<string>();
  for (let at = next(start); at !== null; at = next(at)) {
    if (at === start) {
      return true;
    }
    if (seen.has(at)) {
      return false;
    }
    seen.add(at);
  }
  return false;
}
