import { z } from 'zod';

/** A message as Twilio lists and returns it (API 2010-04-01, resource Message). */
export const TwilioMessage = z.object({
  sid: z.string().min(1),
  status: z.string().default(''),
  direction: z.string().default(''),
  from: z.string().nullable().default(null),
  to: z.string().nullable().default(null),
  body: z.string().nullable().default(null),
  error_code: z.union([z.number(), z.string()]).nullable().default(null),
  /** RFC 2822. */
  date_created: z.string().nullable().default(null),
});
export type TwilioMessage = z.infer<typeof TwilioMessage>;

export const TwilioPage = z.object({
  messages: z.array(TwilioMessage),
  /** Path of the next page on the same server; null on the last. */
  next_page_uri: z.string().nullable().default(null),
});
