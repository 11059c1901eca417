import { z } from 'zod';
import { PersonId } from '#libs/contracts/identity.js';
import { Key, Title } from '#libs/policy/preset/entry.schema.js';

/** A company, subsidiary, project or shop that complaints are about and cases go to (PG-20). */
const Unit = z.strictObject({
  title: Title,
  /** Key of the preset's `unitKinds`. */
  kind: Key,
  /** The unit above it, where a role that it does not fill is looked for; null for the head of the group. */
  parent: Key.nullable(),
  /** Departments it has, by the preset's keys, with their own name where it differs. */
  departments: z.record(Key, z.strictObject({ title: Title.optional(), head: PersonId.nullable().default(null) })),
  /** How many households or customers it has: the whole of a share (PG-13.2.4). */
  households: z.int().positive().nullable().default(null),
});
export type Unit = z.infer<typeof Unit>;

/** A role that is held elsewhere than in the person's own unit and department. */
const RoleAt = z.strictObject({ role: Key, unit: Key, department: Key.nullable().default(null) });

const Person = z.strictObject({
  name: z.string().min(1),
  /** The first is written to; all are recognised as senders. */
  mails: z.array(z.email()).min(1),
  /** E.164 or national; null: cannot be reached by SMS. */
  phone: z
    .string()
    .regex(/^\+?[0-9][0-9 -]{5,18}$/u)
    .nullable()
    .default(null),
  unit: Key,
  department: Key.nullable().default(null),
  /** Roles held in the own unit and department, or, written out, elsewhere. */
  roles: z.array(z.union([Key, RoleAt])).default([]),
  deputy: PersonId.nullable().default(null),
  reportsTo: PersonId.nullable().default(null),
  /** Keys of the preset's `shifts`; none: at any time. */
  shifts: z.array(Key).default([]),
});

/** Who works here, and in which part. The one named exception to the rule that names live in the vault: these are staff. */
export const RosterDocument = z.strictObject({
  units: z.record(Key, Unit),
  people: z.record(PersonId, Person),
});
export type RosterDocument = z.infer<typeof RosterDocument>;
