import { z } from 'zod';
import { Channel, Language, Tag } from '#libs/contracts/vocabulary.js';

/** What people say a text should be classified as. */
export const Expectation = z.object({
  tag: Tag,
  clauses: z.array(z.string()),
  category: z.string(),
  urgent: z.boolean(),
  anonymous: z.boolean(),
  demands: z.array(z.string()),
  facts: z
    .object({
      orderNo: z.string().nullable(),
      place: z.string().nullable(),
      eventDate: z.string().nullable(),
      phone: z.string().nullable(),
    })
    .partial()
    .default({}),
  reason: z.string().optional(),
});
export type Expectation = z.infer<typeof Expectation>;

/** One text to classify, a line of JSONL. */
export const TextLine = z.object({
  id: z.string().min(1),
  preset: z.string().min(1),
  channel: Channel.default('mail'),
  lang: Language.optional(),
  from: z.string().nullable().default(null),
  subject: z.string().default(''),
  text: z.string(),
  attachments: z.array(z.string()).default([]),
  /** ISO day of the message, where it is not the set's own. */
  date: z.string().optional(),
});
export type TextLine = z.infer<typeof TextLine>;

export const LabelledText = TextLine.extend({ expect: Expectation });
export type LabelledText = z.infer<typeof LabelledText>;

/** Texts of one scenario tell variants of one story: cross-validation never parts them. */
export const TrainingText = LabelledText.extend({ scenario: z.string().min(1) });
export type TrainingText = z.infer<typeof TrainingText>;

/** A piece of a complaint that teaches what its matter is, where it shows, and what is asked for. */
const Piece = z.strictObject({
  id: z.string().min(1),
  preset: z.string().min(1),
  category: z.string().nullable(),
  demands: z.array(z.string()),
  text: z.string().min(1),
});

/** A complaint in a few sentences that teaches its tag too. An invalid one has no category. */
const ShortComplaint = Piece.extend({ tag: Tag, clauses: z.array(z.string()), urgent: z.boolean() });

/** A line of `excerpts/`: it has neither envelope nor facts. */
export const Excerpt = z.union([ShortComplaint, Piece]);
export type Excerpt = z.infer<typeof Excerpt>;
export type ShortComplaint = z.infer<typeof ShortComplaint>;

/** The day of the texts in the labelled sets, unless a line carries its own. */
export const setDay = '2026-11-20';
