import { z } from 'zod';
import { Fact, NoticeChannel } from '#libs/contracts/vocabulary.js';
import { Clauses, Code, Key, Title } from './entry.schema.js';
import { When } from './condition.schema.js';
import { SecondsText, SpanText } from './limit.schema.js';

/** A part of the way a complaint takes, for people (PG-3, SI-4). */
export const StageEntry = z.strictObject({ title: Title, reachedBy: z.array(Fact).min(1), clauses: Clauses });

/** Who hears of a case besides its handler, and which fact that makes. */
const Copy = z.strictObject({
  when: When,
  roles: z.array(Key).min(1),
  channels: z.array(NoticeChannel).min(1),
  template: Key,
  /** Sent when this becomes a fact. */
  on: Fact,
  /** Holds once they are told. */
  fact: Fact.nullable().default(null),
  clauses: Clauses,
});

export const Dispatching = z.strictObject({
  handlerRole: Key,
  /** Decides what the software only proposes, and takes what nobody can be found for. */
  deskRole: Key,
  /** The handler is told by all of these at the same time (PG-21). */
  channels: z.array(NoticeChannel).min(1),
  copies: z.record(Key, Copy),
  clauses: Clauses,
});

export const PlanDuty = z.strictObject({
  /** All or none (PG-17, PC-5.1). */
  required: z.array(z.enum(['person', 'measures', 'limit'])).min(1),
  /** Further parts of a plan, e.g. compensation (ME-2.1). */
  sections: z.record(Key, z.strictObject({ title: Title, when: When, clauses: Clauses })).default({}),
  /** Roles that may plan what lies within their own authority, as first receiver (PG-17). */
  firstReceivers: z.array(Key).default([]),
  clauses: Clauses,
});

/** One decision that needs others, in the order given: legal before management. */
export const Approval = z.strictObject({
  title: Title,
  of: z.enum(['plan', 'extension', 'activation', 'suspension']),
  when: When,
  order: z
    .array(z.strictObject({ step: z.enum(['opinion', 'decision']), role: Key }))
    .min(1)
    .refine((steps) => steps.at(-1)?.step === 'decision', 'the last step must be a decision'),
  clauses: Clauses,
});
export type Approval = z.infer<typeof Approval>;

/** What must be on record before a case may go on. */
export const Gate = z.strictObject({
  title: Title,
  before: z.enum(['planning', 'execution', 'closing']),
  when: When,
  needs: z.array(Fact).min(1),
  clauses: Clauses,
});

/** Work that opens by itself on a case; its limit is the milestone of the same `fact`. */
export const Task = z.strictObject({
  title: Title,
  when: When,
  opensOn: Fact,
  role: Key,
  /** Filing the result makes this a fact. */
  fact: Fact,
  milestone: Key.nullable(),
  template: Key,
  /** Parts that the result must have, by key: their titles (ME-3.1). */
  sections: z.record(Key, Title).default({}),
  /** Is owed again each time it was done, until the milestone's `recurringUntil` (reports upward, ME-5.0). */
  recurring: z.boolean().default(false),
  /** Roles that are told the result as it is filed, and the fact that this makes. */
  reportsTo: z.array(Key).default([]),
  reported: Fact.nullable().default(null),
  clauses: Clauses,
});
export type Task = z.infer<typeof Task>;

export const Activation = z.strictObject({
  when: When,
  /** `at-once`: the plan runs as soon as the case is major. `by-decision`: the case waits for the role. */
  mode: z.enum(['at-once', 'by-decision']),
  decidedBy: Key,
  /** Are told of the decision, and of what media and the public say. */
  tells: z.array(Key).min(1),
  milestone: Key.nullable(),
  /** Put on the case as soon as the plan runs; entries of the plan ask for it. */
  mark: Key,
  clauses: Clauses,
});

/** Orders to stop the business concerned (ME-6.2). */
export const Suspension = z.strictObject({
  when: When,
  orderedBy: z.array(Key).min(1),
  acknowledgedBy: z.array(Key).min(1),
  liftedBy: z.array(Key).min(1),
  /** From `suspended` until `suspension-acknowledged`: its ladder repeats the order until somebody answers 知悉. */
  milestone: Key,
  clauses: Clauses,
});

export const Extension = z.strictObject({
  milestones: z.array(Key).min(1),
  /** Counts only once this role has confirmed it (PG-18.3). */
  confirmedBy: Key,
  atMost: z.int().positive(),
  clauses: Clauses,
});

export const Transfer = z.strictObject({
  /** The old handler answers for the case until the new one has taken it: no gap (PG-9). */
  oldHandlerStaysUntil: z.enum(['accepted']),
  atMost: z.int().positive(),
  clauses: Clauses,
});

/** Who must not have a case in hand, and who has it instead. */
export const ConflictRule = z.strictObject({
  title: Title,
  when: When,
  exclude: z
    .array(z.enum(['person-complained-of', 'reports-to-person-complained-of', 'department-complained-of']))
    .min(1),
  department: Key.nullable(),
  at: z.enum(['unit', 'group']).default('group'),
  clauses: Clauses,
});

/** Not our responsibility: told with ground and channel, never silently (SI-18). */
export const Referral = z.strictObject({ grounds: z.record(Key, Code), decidedBy: Key, clauses: Clauses });

/** A customer who says nothing: reminder, call task, closed as unconfirmed. Each counts from the one before. */
export const Silence = z.strictObject({
  reminderAfter: SpanText,
  callTaskAfter: SpanText,
  closeAfter: SpanText,
  clock: Key,
  callTaskRole: Key,
  /** A later answer opens the case again. */
  reopens: z.boolean(),
  clauses: Clauses,
});

/**
 * One current statement for each case and cluster; changes are told inside and outside in time (PG-12): what a group is
 * told waits for no quiet hours that last longer. Null: it waits as any notice does.
 */
export const Statements = z.strictObject({ changeToldWithinSeconds: SecondsText, clauses: Clauses });

/** What may be offered to mend the relationship (PC-12). */
export const Goodwill = z.record(Key, z.strictObject({ title: Title, when: When, clauses: Clauses }));
