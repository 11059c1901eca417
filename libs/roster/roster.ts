import type { PersonId } from '#libs/contracts/identity.js';
import { unitsAbove, type UnitTree } from '#libs/policy/routing/route-case.js';
import type { RosterDocument, Unit } from './roster.schema.js';

/** A role that somebody holds: where, and, for roles of a department, in which one. */
export interface Holding {
  readonly role: string;
  readonly unit: string;
  readonly department: string | null;
}

/** Somebody who can act by mail. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** Lower case; the first is written to. */
  readonly mails: readonly string[];
  readonly phone: string | null;
  readonly unit: string;
  readonly department: string | null;
  readonly holdings: readonly Holding[];
  readonly deputy: PersonId | null;
  readonly reportsTo: PersonId | null;
  readonly shifts: readonly string[];
}

const digits = (phone: string): string => phone.replace(/[^0-9]/gu, '').replace(/^86(?=1\d{10}$)/u, '');

/** Departments, people, roles, deputies. Immutable; a changed file makes a new one. */
export class Roster implements UnitTree {
  readonly people: ReadonlyMap<string, Person>;
  private readonly byMail: ReadonlyMap<string, Person>;
  private readonly byPhone: ReadonlyMap<string, Person>;

  constructor(private readonly document: RosterDocument) {
    const people = Object.entries(document.people).map(([id, person]): Person => ({
      ...person,
      id: id as PersonId,
      mails: person.mails.map((mail) => mail.toLowerCase()),
      holdings: person.roles.map((held) =>
        typeof held === 'string' ? { role: held, unit: person.unit, department: person.department } : held,
      ),
    }));
    this.people = new Map(people.map((person) => [person.id, person]));
    this.byMail = new Map(people.flatMap((person) => person.mails.map((mail) => [mail, person] as const)));
    this.byPhone = new Map(
      people.flatMap((person) => (person.phone === null ? [] : [[digits(person.phone), person] as const])),
    );
  }

  person(id: string): Person | null {
    return this.people.get(id) ?? null;
  }

  personByAddress(mail: string): Person | null {
    return this.byMail.get(mail.trim().toLowerCase()) ?? null;
  }

  /** National or +86 form, with or without spaces. */
  personByPhone(phone: string): Person | null {
    return this.byPhone.get(digits(phone)) ?? null;
  }

  get units(): readonly string[] {
    return Object.keys(this.document.units);
  }

  unit(key: string): Unit | null {
    return this.document.units[key] ?? null;
  }

  kindOf(unit: string): string | null {
    return this.document.units[unit]?.kind ?? null;
  }

  parentOf(unit: string): string | null {
    return this.document.units[unit]?.parent ?? null;
  }

  hasDepartment(unit: string, department: string): boolean {
    return this.document.units[unit]?.departments[department] !== undefined;
  }

  /**
   * Everybody who holds a role in a unit, or, where nobody does, in the nearest unit above. With a department only those
   * who hold it in that department. In the order of the file. Ask `findHolders` for what a preset's role means.
   */
  holdersOf(role: string, unit: string, department: string | null): Person[] {
    for (const at of unitsAbove(this, unit)) {
      const holders = [...this.people.values()].filter((person) =>
        person.holdings.some(
          (held) => held.role === role && held.unit === at && (department === null || held.department === department),
        ),
      );
      if (holders.length > 0) {
        return holders;
      }
    }
    return [];
  }

  /** Whoever acts for a person at an instant: the person, or the deputy named for the leave, or the roster's, and so on. Null: all are away. */
  deputyOf(person: Person, leaves: readonly Leave[], at: Date): Person | null {
    const asked = new Set<string>();
    for (let acting: Person | null = person; acting !== null && !asked.has(acting.id);) {
      asked.add(acting.id);
      const leave = leaveOf(acting.id, leaves, at);
      if (leave === null) {
        return acting;
      }
      const next: string | null = leave.deputy ?? acting.deputy;
      acting = next === null ? null : this.person(next);
    }
    return null;
  }
}

/** An absence; the end is not part of it. */
export interface Leave {
  readonly person: string;
  readonly from: Date;
  readonly until: Date;
  /** Named for this leave; null: the roster's deputy. */
  readonly deputy: string | null;
}

function leaveOf(person: string, leaves: readonly Leave[], at: Date): Leave | null {
  return leaves.find((leave) => leave.person === person && leave.from <= at && at < leave.until) ?? null;
}
