import { z } from 'zod';
import { Channel, Language } from '#libs/contracts/vocabulary.js';
import { SenderKind, Signal } from '../machine-mail/sender-kind.schema.js';

/** `address`: normal form of `normaliseAddress`, a mail address or a telephone number. */
export const StoredAddress = z.strictObject({ address: z.string().min(1), name: z.string() });
export type StoredAddress = z.infer<typeof StoredAddress>;

/**
 * Why a file was not taken out of the message. Its bytes are in the message as it came (vault item `raw`), which no
 * notice carries on: that is its quarantine.
 *
 * too-large  larger than what is taken of one file
 * too-many   the message has more files than are taken of one
 * infected   the virus scanner found something
 * unscanned  the scanner was away for too long; taken once it is back and finds nothing
 */
export const NotTaken = z.enum(['too-large', 'too-many', 'infected', 'unscanned']);
export type NotTaken = z.infer<typeof NotTaken>;

/** A file of the message; its bytes are the vault item `item`. */
export const StoredAttachment = z.strictObject({
  name: z.string(),
  /** By its content where that shows it, else as declared. */
  type: z.string(),
  /** Bytes. */
  size: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  inline: z.boolean(),
  /** Vault item id; null where the bytes were not taken. */
  item: z.string().nullable(),
  notTaken: NotTaken.optional(),
  /** Set on the image of a page of the fax: which one, from 1. */
  page: z.int().positive().optional(),
});
export type StoredAttachment = z.infer<typeof StoredAttachment>;

/**
 * The text of a message. `full` is everything; the others are parts of it, and nothing is in none of them.
 *
 * new        what a reader is shown as the answer: the sender's words, with the quoted lines between them where
 *            answers are interleaved; the full text where nothing new was found
 * own        the sender's own lines only: what classification and commands read; '' where all is quoted
 * quoted     what was quoted from earlier mail
 * signature  signature, device line, disclaimer
 */
export const StoredText = z.strictObject({
  full: z.string(),
  new: z.string(),
  own: z.string(),
  quoted: z.string(),
  signature: z.string(),
  interleaved: z.boolean(),
});
export type StoredText = z.infer<typeof StoredText>;

/** What is known of a fax beside its text and its pages, which are attachments. */
export const StoredFax = z.strictObject({
  /** Pages that came; more than are among the attachments where they could not all be decoded. */
  pages: z.int().nonnegative(),
  /**
   * recognised  read by the text engine, which is sure enough
   * unsure      not read, or not surely: the desk types it
   * typed       typed by the desk
   */
  text: z.enum(['recognised', 'unsure', 'typed']),
  /** How sure the text engine was, 0 to 100; null where it read nothing. */
  confidence: z.number().min(0).max(100).nullable(),
  /** By which the same sheets are recognised when they are sent again. */
  prints: z.array(z.string()),
});
export type StoredFax = z.infer<typeof StoredFax>;

/** How a complaint came to us that somebody passes on; `from` is then who complains. */
export const PassedOn = z.strictObject({
  by: StoredAddress,
  role: z.enum(['staff', 'referrer']),
  /** Channel or authority in the words of the mail, e.g. 电话. */
  source: z.string(),
  /** When staff were told: limits count from then (PG-16). */
  toldAt: z.iso.datetime().nullable(),
  /** An authority's own number and due date (SI-12); the answer goes to `answerTo` too. */
  referral: z
    .strictObject({
      authority: z.string(),
      number: z.string(),
      dueAt: z.iso.datetime().nullable(),
      answerTo: StoredAddress.nullable(),
    })
    .nullable(),
});
export type PassedOn = z.infer<typeof PassedOn>;

/** A message of any channel once parsed: the vault item `message` of its delivery. Immutable. */
export const StoredMessage = z.strictObject({
  channel: Channel,
  from: StoredAddress.nullable(),
  replyTo: StoredAddress.nullable(),
  to: z.array(StoredAddress),
  cc: z.array(StoredAddress),
  subject: z.string(),
  /** As the sender's clock had it. */
  date: z.iso.datetime().nullable(),
  messageId: z.string(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  language: Language,
  text: StoredText,
  attachments: z.array(StoredAttachment),
  fax: StoredFax.optional(),
  /** What may lead back to a case of ours; nothing of it is verified yet. */
  found: z.strictObject({
    tokens: z.array(z.string()),
    caseNumbers: z.array(z.string()),
    references: z.array(z.string()),
  }),
  kind: SenderKind,
  /** The signals that decided `kind`. */
  signals: z.array(Signal),
  warnings: z.array(z.string()),
  /** Left out: the sender complains in their own name. */
  passedOn: PassedOn.optional(),
});
export type StoredMessage = z.infer<typeof StoredMessage>;
