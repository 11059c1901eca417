import { z } from 'zod';
import { Clauses, Key, Title } from './entry.schema.js';

/**
 * A part that people of the roster play. `scope` says where its holder is looked for: in the department that has the
 * case, in its unit (then the units above), or in the group as a whole.
 */
export const Role = z.strictObject({
  title: Title,
  scope: z.enum(['department', 'unit', 'group']),
  /** Roles that act when nobody holds this one, in this order. */
  standIns: z.array(Key).default([]),
  /** Sees names, addresses and numbers of complainants (PC-6, SI-14.1). */
  seesContacts: z.boolean().default(false),
  clauses: Clauses,
});
export type Role = z.infer<typeof Role>;

/** Several roles under one name: ladders, tasks and copies may name it in place of a role. */
export const RoleGroup = z.strictObject({ title: Title, roles: z.array(Key).min(1), clauses: Clauses });

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const Weekday = z.enum(weekdays);

/** `09:00-12:00`; an end at or before the start lies on the next day; `24:00` is midnight. */
export const TimeWindow = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u, 'a window reads like 09:00-12:00');

/** When a role is manned. The roster says who belongs to which shift; nobody on shift means everybody who holds the role. */
export const Shift = z.strictObject({
  title: Title,
  roles: z.array(Key).min(1),
  days: z.array(Weekday).min(1),
  hours: z.array(TimeWindow).min(1),
  clauses: Clauses,
});

export const Department = z.strictObject({ title: Title, clauses: Clauses });

/** Headquarters, subsidiary, project, shop. The units themselves stand in the roster. */
export const UnitKind = z.strictObject({ title: Title, clauses: Clauses });
