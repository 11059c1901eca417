import { z } from 'zod';
import { Channel, Tag } from '#libs/contracts/vocabulary.js';
import { Clauses, Code, Key, Title } from './entry.schema.js';
import { SecondsText } from './limit.schema.js';

/** An entry inside a channel: a mailbox, a form, the front desk, a regulator's referral (PG-1, SI-12). */
const Origin = z.strictObject({
  title: Title,
  /** Referrals carry a number and a due date of their own, and are answered to the referrer too. */
  referral: z.boolean().default(false),
  clauses: Clauses,
});

export const Channels = z.partialRecord(
  Channel,
  z.strictObject({ title: Title, origins: z.record(Key, Origin), clauses: Clauses }),
);

export const ComplainantKind = z.strictObject({
  title: Title,
  group: z.enum(['external', 'partner']),
  /** How complainants of this kind name themselves; the first kind whose words stand in the text is recorded. */
  words: z
    .strictObject({ zh: z.array(z.string().min(1)).default([]), en: z.array(z.string().min(1)).default([]) })
    .prefault({}),
  clauses: Clauses,
});

/** Where a category goes. The narrowest that fits wins: unit, kind of unit, default. */
const Routing = z.strictObject({
  default: Key,
  byUnitKind: z.record(Key, Key).optional(),
  byUnit: z.record(Key, Key).optional(),
  /** `group`: at the head of the group, past the unit the complaint names (PG-13.2.5). */
  at: z.enum(['unit', 'group']).default('unit'),
});

export const Category = z.strictObject({
  title: Title,
  /** Stands in the number where the pattern says {type} (SI-13). */
  code: z.string().regex(/^[A-Z0-9]{1,6}$/u, 'a type code is 1 to 6 capital letters or digits'),
  department: Routing,
  clauses: Clauses,
});

const Phrases = z.strictObject({
  zh: z.array(z.string().min(1)).default([]),
  en: z.array(z.string().min(1)).default([]),
});

/**
 * Something the classifier can find in a text. `signal` names a finding that the classifier knows, with a figure where it
 * has one (sum in yuan, share 0..1, days, times); `words` are the company's own phrases.
 */
export const Finding = z
  .strictObject({ signal: Key.optional(), atLeast: z.number().positive().optional(), words: Phrases.optional() })
  .refine(
    (finding) => finding.signal !== undefined || finding.words !== undefined,
    'a finding needs a signal or words',
  );

export const Rule = z.strictObject({
  title: Title,
  clauses: Clauses,
  any: z.array(Finding).default([]),
  all: z.array(Finding).default([]),
  /** None of these may be found. */
  unless: z.array(Finding).default([]),
});
export type Rule = z.infer<typeof Rule>;

export const TagEntry = z.strictObject({
  title: Title,
  clauses: Clauses,
  /** The software proposes, the desk decides (PG-14). */
  proposedOnly: z.boolean().default(false),
  /** Rules by id; a tag without any is what remains when no other fits. */
  rules: z.record(Key, Rule).default({}),
});

export const Tags = z.partialRecord(Tag, TagEntry);

export const Urgency = z.strictObject({ clauses: Clauses, rules: z.record(Key, Rule) });

/** How sure the classifier must be, each 0..1. */
export const Classification = z.strictObject({
  /** Least confidence of an answer; below it the desk decides, and the graver tag's limits run meanwhile. */
  decide: z.number().min(0).max(1),
  /** Where major is likelier than this and not the answer, the desk decides. */
  majorFloor: z.number().min(0).max(1),
  /** Least confidence at which invalid is proposed. */
  propose: z.number().min(0).max(1),
  clauses: Clauses,
});

export const Numbering = z.strictObject({
  /** {yyyy} {yy} {MM} {dd} {type} {unit} {seq:3}; the count starts anew whenever what stands beside it changes. */
  pattern: z.string().min(1),
  /** Type code of a case whose category is not known when it is numbered. */
  unknownType: z.string().regex(/^[A-Z0-9]{1,6}$/u),
  clauses: Clauses,
});

export const Registration = z.strictObject({
  /** How long the number and acknowledgement wait for the classifier, in seconds. */
  waitSeconds: SecondsText,
  clauses: Clauses,
});

/** What the record of a complaint needs; what is missing is asked for once, in the acknowledgement (PC-18). */
export const RecordDuty = z.strictObject({
  required: z.array(
    z.enum(['name', 'contact', 'time', 'place', 'order', 'subject', 'demand', 'expected-time', 'evidence']),
  ),
  /** An anonymous complaint is not asked for these (SI-16). */
  notOfAnonymous: z.array(z.enum(['name', 'contact'])).default(['name', 'contact']),
  clauses: Clauses,
});

/** When a further message of the same person belongs to the case that is open. */
export const Joining = z.strictObject({
  /** An SMS without number or token joins within this many seconds, else the person is asked. */
  smsWithinSeconds: SecondsText,
  /** Mail, SMS and fax of one person about one matter within this many seconds are one case. */
  acrossChannelsWithinSeconds: SecondsText,
  clauses: Clauses,
});

export const Repeats = z.strictObject({
  times: z.int().min(2),
  withinDays: z.int().positive(),
  mark: Key,
  escalateTo: Key,
  clauses: Clauses,
});

export const Groups = z.strictObject({
  /** This part of the customers concerned (households of a building, of a project), 0..1. */
  share: z.number().min(0).max(1).nullable(),
  /** Or, where their number is not known, this many complaints. */
  cases: z.int().min(2),
  withinDays: z.int().positive(),
  mark: Key,
  tag: Tag,
  clauses: Clauses,
});

export const Natures = z.record(Key, Code);
