import { z } from 'zod';

const bothLanguages = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** What is known of one mail provider; data, so that another one needs no code. */
export const MailProvider = z.strictObject({
  title: bothLanguages,
  /** Whatever of a mailbox's `imap` is the same for all mailboxes there. */
  imap: z.strictObject({
    host: z.string().min(1).optional(),
    port: z.int().min(1).max(65_535).optional(),
    security: z.enum(['tls', 'starttls']).optional(),
    folders: z.array(z.string().min(1)).min(1).optional(),
    junkNames: z.array(z.string().min(1)).optional(),
    processedFolder: z.string().min(1).optional(),
    news: z.enum(['idle', 'poll']).optional(),
    pollSeconds: z.int().min(1).max(3_600).optional(),
  }),
  /** How answers find their way back there, unless a mailbox says otherwise. */
  addressMode: z.enum(['plus', 'catch-all', 'none']).default('none'),
  /** Lets nobody open a folder who has not sent ID after the login (RFC 2971). */
  needsId: z.boolean().default(false),
  /** Outgoing server, for the hint in `doctor`. */
  smtp: z.strictObject({ host: z.string().min(1), port: z.int().min(1).max(65_535) }).optional(),
  /** How an administrator gets what logs in; shown by `doctor` where the login fails. */
  setUp: bothLanguages,
});
export type MailProvider = z.infer<typeof MailProvider>;

export const MailProviders = z.strictObject({
  providers: z.record(z.string().regex(/^[a-z0-9-]+$/u), MailProvider).refine((providers) => 'generic' in providers, {
    error: 'must have a profile named generic, which is meant when a mailbox names none',
  }),
});
