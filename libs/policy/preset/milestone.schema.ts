import { z } from 'zod';
import { Fact, NoticeChannel, Tag } from '#libs/contracts/vocabulary.js';
import { Clauses, Key, Title } from './entry.schema.js';
import { LimitText, SpanText, WarnPointText } from './limit.schema.js';
import { When } from './condition.schema.js';

/** How time passes for a limit. */
export const Clock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('round-the-clock') }),
  /** Only in the working hours of the calendar, a file of config/calendars. */
  z.strictObject({ kind: z.literal('working-time'), calendar: Key }),
]);

export const LadderStep = z.strictObject({
  /** After the due instant, on the clock of the milestone. `0min`: as soon as it is missed. */
  after: SpanText,
  /** Roles or role groups. */
  roles: z.array(Key).min(1),
  channels: z.array(NoticeChannel).min(1),
  /** Told again until 知悉 or until the milestone is reached, at most so often. */
  repeat: z.strictObject({ every: SpanText, atMost: z.int().positive() }).optional(),
});

export type LadderStep = z.infer<typeof LadderStep>;

/** Something that must happen on a case within a limit. Limits are computed on facts, never on status. */
export const Milestone = z.strictObject({
  title: Title,
  clauses: Clauses,
  when: When,
  from: Fact,
  until: Fact,
  limit: LimitText,
  /** Key of `clocks`. */
  clock: Key,
  /** Who owes it: is warned first. Role or role group. */
  owner: Key,
  warnAt: z.array(WarnPointText).default([]),
  ladder: z.array(LadderStep).default([]),
  /** Stands still while the case is paused; first responses do not. */
  pausable: z.boolean().default(true),
  /** Due again, each time it was met, until this fact. */
  recurringUntil: Fact.optional(),
  /** What the case becomes when the limit is missed (PG-13.2.2, PG-13.2.3). */
  missed: z.strictObject({ tag: Tag, clauses: Clauses }).optional(),
});
export type Milestone = z.infer<typeof Milestone>;
