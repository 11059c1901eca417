import { z } from 'zod';
import { Clauses, Key, Title } from './entry.schema.js';
import { When } from './condition.schema.js';
import { SecondsText } from './limit.schema.js';
import { TimeWindow } from './people.schema.js';

const perLanguage = <T extends z.ZodType>(text: T) =>
  z.strictObject({ zh: text, 'zh-hant': text.optional(), en: text.optional() });

/**
 * `{name}` is replaced by a parameter. A line that begins with `{?name}` is left out where the parameter is empty.
 * Nothing else: templates hold no logic.
 */
const MailText = z.strictObject({ subject: z.string().min(1), body: z.string().min(1) });

/** Providers send approved texts only: `code` is their key for it, null until the administrator has one. */
const SmsText = z.strictObject({ text: z.string().min(1), code: z.string().min(1).nullable().default(null) });

export const Template = z.strictObject({
  title: Title,
  audience: z.enum(['complainant', 'staff']),
  mail: perLanguage(MailText).optional(),
  sms: perLanguage(SmsText).optional(),
  /** Waits for the undo window where a handler's command caused it. */
  undoable: z.boolean().default(false),
  /** Sent in quiet hours too, whatever the case. */
  ignoresQuietHours: z.boolean().default(false),
  clauses: Clauses,
});
export type Template = z.infer<typeof Template>;

/** Notices to customers that a command caused can be taken back this long. */
export const Undo = z.strictObject({ windowSeconds: SecondsText, clauses: Clauses });

export const QuietHours = z.strictObject({
  hours: TimeWindow,
  /** Cases whose notices are never held; nor is any with a round-the-clock limit. */
  never: z.array(When),
  clauses: Clauses,
});

const Phrases = z.strictObject({
  zh: z.array(z.string().min(1)).default([]),
  en: z.array(z.string().min(1)).default([]),
});

export const Wording = z.strictObject({
  /** At least one of the phrases stands in what these templates say. */
  mustSay: z.record(
    Key,
    z.strictObject({ title: Title, templates: z.array(Key).min(1), anyOf: Phrases, clauses: Clauses }),
  ),
  /** Caught before it reaches a customer (PG-6, PC-19). */
  neverSay: z.record(
    Key,
    z.strictObject({ title: Title, phrases: Phrases, unless: Phrases.prefault({}), clauses: Clauses }),
  ),
  clauses: Clauses,
});

/** How complainants are named where their name is not needed (SI-14.1). */
export const Privacy = z.strictObject({ alias: Title, clauses: Clauses });
