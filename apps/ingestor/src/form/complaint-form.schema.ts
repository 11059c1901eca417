import { z } from 'zod';
import { normaliseMail, normalisePhone } from '#libs/mail/message/normalise-address.js';

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]*={0,2}$/u, { error: 'must be base64' })
  .transform((value) => Buffer.from(value, 'base64'));

/** What a website, an app or a member of staff hands in for a complainant (PG-15, PC-9.1). */
export const ComplaintForm = z.strictObject({
  /** What happened, in the complainant's words. */
  text: z.string().trim().min(1).max(100_000),
  subject: z.string().trim().max(500).default(''),
  /** Left out: anonymous (SI-16). */
  complainant: z
    .strictObject({
      name: z.string().trim().max(200).default(''),
      mail: z
        .string()
        .trim()
        .max(320)
        .refine((value) => normaliseMail(value) !== null, { error: 'must be a mail address' })
        .optional(),
      phone: z
        .string()
        .trim()
        .max(40)
        .refine((value) => normalisePhone(value) !== null, { error: 'must be a telephone number' })
        .optional(),
    })
    .refine(({ mail, phone }) => mail !== undefined || phone !== undefined, {
      error: 'needs mail or phone; left out, the complaint is anonymous',
    })
    .optional(),
  attachments: z
    .array(z.strictObject({ name: z.string().max(255), type: z.string().max(127), content: base64 }))
    .max(20)
    .default([]),
});
export type ComplaintForm = z.infer<typeof ComplaintForm>;
