import { z } from 'zod';
import { Tag } from '#libs/contracts/vocabulary.js';

/** What decided the tag. */
export const DecidedBy = z.enum([
  'rules', // a rule of the preset fired and the model does not object
  'model', // no rule; the model alone is sure enough
  'default', // neither rule nor model found anything: what remains
  'opinion', // a second opinion made it sure enough, or raised it
  'desk', // abstained: rules and model disagree, or neither is sure
]);
export type DecidedBy = z.infer<typeof DecidedBy>;

/** Words that made a rule or the model decide. `range`: offsets in subject, line feed, text. */
export const EvidenceItem = z.strictObject({
  rule: z.string(),
  clause: z.string().nullable(),
  words: z.string(),
  range: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

/** What the text states, as written; null where it does not. */
export const Facts = z.strictObject({
  /** Order, contract, booking, receipt number. */
  orderNo: z.string().nullable(),
  place: z.string().nullable(),
  /** ISO day of the matter, resolved against the message's own day. */
  eventDate: z.iso.date().nullable(),
  phone: z.string().nullable(),
  sums: z.array(
    z.strictObject({ words: z.string(), yuan: z.number(), role: z.enum(['claim', 'loss', 'price', 'plain']) }),
  ),
});
export type Facts = z.infer<typeof Facts>;

/** What the record of a complaint may still lack (PC-18); which of these are asked for is the preset's to say. */
export const Missing = z.enum(['name', 'contact', 'time', 'place', 'order', 'demand']);
export type Missing = z.infer<typeof Missing>;

/** The classifier's opinion on one delivery: the vault item `assessment`, since words and facts are personal data. */
export const Assessment = z.strictObject({
  tag: Tag,
  /** The desk decides; the graver tag's limits run meanwhile. */
  abstained: z.boolean(),
  /** Calibrated probability that `tag` is right. */
  confidence: z.number().min(0).max(1),
  clauses: z.array(z.string()),
  category: z.string(),
  urgent: z.boolean(),
  anonymous: z.boolean(),
  demands: z.array(z.string()),
  facts: Facts,
  missing: z.array(Missing),
  decidedBy: DecidedBy,
  evidence: z.array(EvidenceItem),
});
export type Assessment = z.infer<typeof Assessment>;
