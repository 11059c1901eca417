import { z } from 'zod';
import { Clauses, Key, Reference, Title } from './entry.schema.js';
import { When } from './condition.schema.js';
import { SpanText } from './limit.schema.js';

/** Everything that a person can ask for by mail (DESIGN, "Working by mail"). */
export const actions = [
  'accept',
  'contacted',
  'plan',
  'reply',
  'transfer',
  'extend',
  'opinion',
  'approve',
  'reject',
  'findings',
  'rectification',
  'opinion-item',
  'task',
  'done',
  'refer',
  'invalid',
  'valid',
  'major',
  'general',
  'category',
  'merge',
  'link',
  'pause',
  'resume',
  'suspend',
  'lift',
  'acknowledge',
  'leave',
  'note',
  'undo',
  'help',
] as const;
export const Action = z.enum(actions);
export type Action = z.infer<typeof Action>;

/**
 * What becomes of a command whose token and roster address are right, by the DMARC verdict.
 * run: at once. confirm: after a code sent to the person's own address or phone. park: kept, the person is told how to confirm.
 */
export const TrustRow = z.strictObject({
  pass: z.enum(['run', 'confirm', 'park']),
  unknown: z.enum(['run', 'confirm', 'park']),
  /** A mail that claims to be from somebody it is not from never runs. */
  fail: z.literal('park'),
});

/** The table action x trust; an action without a row follows `otherwise`. */
export const Trust = z.strictObject({
  otherwise: TrustRow,
  actions: z.partialRecord(Action, TrustRow),
  /** Right address, but no token of ours. */
  withoutToken: z.enum(['confirm', 'park']),
  clauses: Clauses,
});

export const measures = [
  'cases',
  'by-category',
  'by-cause',
  'by-unit',
  'by-channel',
  'satisfaction',
  'closed-loop',
  'response-rate',
  'unconfirmed',
  'first-response-in-time',
  'resolution-in-time',
  'missed-limits',
  'open-overdue',
  'repeat-rate',
  'frequent-problems',
  'rectification-open',
  'lessons',
  'weak-spots',
] as const;

export const Report = z.strictObject({
  title: Title,
  every: z.enum(['day', 'week', 'month', 'quarter', 'case']),
  to: z.array(Key).min(1),
  measures: z
    .array(z.strictObject({ measure: z.enum(measures), /** 0..1 */ target: z.number().min(0).max(1).optional() }))
    .min(1),
  when: When,
  clauses: Clauses,
});

export const Retention = z.strictObject({
  title: Title,
  /** Counted from closing. */
  keep: SpanText,
  /** The law that asks for it or sets its bounds. */
  basis: z.string().min(1),
  afterwards: z.enum(['erase', 'keep-codes-only']),
  clauses: Clauses,
});

/** Who let this version of the rules take effect, and when (SI-6.3). */
export const PolicyApproval = z.strictObject({ by: z.string().min(1), on: z.iso.date(), clauses: Clauses });

/** Whose approval a version of the rules needs; without it no version takes effect (SI-6.3). */
export const Adoption = z.strictObject({
  /** Role; `approval.by` is its title. */
  approvedBy: Key,
  clauses: Clauses,
});

export const Mark = z.strictObject({ title: Title, clauses: Clauses });

/** Roles of an overlay that roles of the preset below it take on. */
export const OverlayUse = z.strictObject({
  preset: Reference,
  /** For overlays that come in variants, e.g. 2. */
  variant: z.int().nonnegative().optional(),
  /** Overlay role -> role of this preset. Unbound roles are filled by the roster. */
  bind: z.record(Key, Key).default({}),
});
export type OverlayUse = z.infer<typeof OverlayUse>;
