import { z } from 'zod';

/** A mail as it is sent, every time the same bytes. */
export const SealedMail = z.strictObject({
  channel: z.literal('mail'),
  envelope: z.strictObject({ from: z.string(), to: z.array(z.string().min(1)).min(1) }),
  messageId: z.string().min(1),
  /** RFC 5322, one character a byte. */
  raw: z.string().min(1),
  /** The form as it was sent between the marker lines: an answer is what differs from it. */
  form: z.string().nullable(),
});
export type SealedMail = z.infer<typeof SealedMail>;

/** An SMS: providers send approved templates with parameters; those that take free text send `text`. */
export const SealedSms = z.strictObject({
  channel: z.literal('sms'),
  to: z.string().min(1),
  /** What a gateway of one's own is told: the preset's code, else our key. */
  template: z.string().min(1),
  parameters: z.record(z.string(), z.string()),
  text: z.string().min(1),
  /** Our template key. */
  key: z.string().default(''),
  language: z.enum(['zh', 'zh-hant', 'en']).default('zh'),
  /** The preset's code of the approved text. */
  code: z.string().nullable().default(null),
  /** Parameters in the order in which the text has them, the signature in front left out. */
  order: z.array(z.string()).default([]),
  /** Key of the account that it goes by; null: the gateway of the environment. */
  account: z.string().nullable().default(null),
});
export type SealedSms = z.infer<typeof SealedSms>;

/** The vault item `notice`. */
export const SealedNotice = z.discriminatedUnion('channel', [SealedMail, SealedSms]);
export type SealedNotice = z.infer<typeof SealedNotice>;
