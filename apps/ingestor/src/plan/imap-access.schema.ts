import { z } from 'zod';
import { SecretRef } from '#libs/config/secret-ref.js';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Instead of a password: a refresh token that is exchanged for access tokens (RFC 6749 6; XOAUTH2, RFC 7628). */
export const OAuthAccess = z.strictObject({
  /** The provider's token endpoint; https, or http on this machine. */
  tokenUrl: z.url({ protocol: /^https?$/u }).refine(
    (url) => {
      const { protocol, hostname } = new URL(url);
      return protocol === 'https:' || loopback.has(hostname);
    },
    { error: 'must begin with https://; plain http is for this machine only' },
  ),
  clientId: z.string().min(1),
  /** Left out for a public client. */
  clientSecret: SecretRef.optional(),
  /** As a file it is written anew when the provider gives another one, so that it survives a restart. */
  refreshToken: SecretRef,
  scope: z.string().min(1).optional(),
});
export type OAuthAccess = z.infer<typeof OAuthAccess>;

/** `set-up`: only what comes from the first connection on; a date or an instant: what came since; `all`: everything. */
export const FirstTake = z.union([z.enum(['set-up', 'all']), z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'must be set-up, all, a date such as 2026-11-21, or an instant such as 2026-11-21T08:00:00+08:00',
});
export type FirstTake = z.infer<typeof FirstTake>;

/** How a mailbox is read. What is left out comes from the profile of its provider, then from the defaults here. */
export const ImapAccess = z
  .strictObject({
    /** A profile of INTAKE_MAIL_PROVIDERS. */
    provider: z.string().min(1).default('generic'),
    host: z
      .string({ error: 'is missing: name the IMAP server, or a provider whose profile has one (provider: qq)' })
      .min(1),
    /** Default: 993 with TLS from the start, 143 otherwise. */
    port: z.int().min(1).max(65_535).optional(),
    /** `tls` from the start; `starttls` required; `none` only for a server on this machine. */
    security: z.enum(['tls', 'starttls', 'none']).default('tls'),
    /** PEM of a certificate authority that the machine does not know. TLS is always verified. */
    caFile: z.string().min(1).optional(),
    user: z.string().min(1),
    /** Or `oauth`. Chinese providers want an authorization code here, not the password of the web page. */
    password: SecretRef.optional(),
    oauth: OAuthAccess.optional(),
    /** `\Junk` means whichever folder the server marks so (RFC 6154); one that does not exist is passed over. */
    folders: z.array(z.string().min(1)).min(1).default(['INBOX', '\\Junk']),
    /** Names that mean `\Junk` where the server marks none. */
    junkNames: z.array(z.string().min(1)).default([]),
    /** Made when it is missing. */
    processedFolder: z.string().min(1).default('Processed'),
    /** What a first connection takes; left out, what INTAKE_SINCE (`start --since`) says. */
    since: FirstTake.optional(),
    /** `idle`: wait to be told where the server can; `poll`: only look now and then. */
    news: z.enum(['idle', 'poll']).default('idle'),
    /** Longest time without looking, also where the server promises to tell (IDLE). */
    pollSeconds: z.int().min(1).max(3_600).default(60),
    /** One limit for name look-up, connection, TLS and login. */
    connectSeconds: z.int().min(1).max(300).default(30),
  })
  .superRefine(({ password, oauth }, context) => {
    if ((password === undefined) === (oauth === undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['password'],
        message: password === undefined ? 'is missing: give it, or oauth' : 'and oauth are both given; keep one',
      });
    }
  });
export type ImapAccess = z.infer<typeof ImapAccess>;

/** Every secret that signing in takes. */
export function secretRefsOfAccess({ password, oauth }: ImapAccess): SecretRef[] {
  return [password, oauth?.clientSecret, oauth?.refreshToken].filter((ref) => ref !== undefined);
}
