import { z } from 'zod';
import { SecretRef } from '#libs/config/secret-ref.js';
import { PullAccess } from '../sms/pull/pull-access.schema.js';
import { isNetwork } from '../sms/source-allowed.js';
import { ImapAccess } from './imap-access.schema.js';

/** Where complaints come in. Each point names its preset and unit (DESIGN 2); `key` never changes: the ledger keeps it. */
const key = z.string().regex(/^[a-z0-9][a-z0-9-]*$/u, { error: 'must be lower-case letters, digits and hyphens' });

const point = {
  key,
  /** Id of a preset. */
  preset: z.string().min(1),
  /** Company or project of that preset (PG-20). */
  unit: z.string().min(1),
  /** The preset's code of this entry (SI-12). */
  origin: z.string().min(1),
};

/** `*@domain` stands for every address of the domain. */
const addressPattern = z
  .string()
  .regex(/^(?:\*|[^\s@*+]+)@[^\s@]+$/u, { error: 'must be a mail address without +, or *@domain' })
  .transform((value) => value.toLowerCase());

/** Fax gateways that send to a mailbox: what they pass on is a complaint by fax, whose caller is the party. */
export const MailboxFax = z.strictObject({
  /** The preset's code of the entry among its fax origins (SI-12). */
  origin: z.string().min(1),
  gateways: z
    .array(
      z.strictObject({
        /** A form of INTAKE_FAX_GATEWAYS: where in the mail the caller's number stands. */
        form: z.string().min(1),
        /** Addresses that the gateway sends from. */
        from: z.array(addressPattern).min(1),
      }),
    )
    .min(1),
});
export type MailboxFax = z.infer<typeof MailboxFax>;

export const Mailbox = z.strictObject({
  ...point,
  /** What the SMTP listener accepts for this mailbox; nothing else is accepted. */
  addresses: z.array(addressPattern).min(1),
  /** How answers find their way back: `plus` also accepts local+token@domain. */
  addressMode: z.enum(['plus', 'catch-all', 'none']).default('none'),
  /** What programs write and that answers nothing of ours: on record only, or a complaint (relayed web forms). */
  machineMail: z.enum(['note', 'complaint']).default('note'),
  /**
   * Name by which the server that receives for us signs its Authentication-Results (RFC 8601). It must remove such
   * lines of others. Left out: whether a mail is from whom it says stays unknown.
   */
  authservId: z.string().min(1).optional(),
  /** Whether mail handed in by SMTP is checked here (SPF, DKIM, DMARC) where no such note is there. Asks the DNS. */
  checkSenders: z.boolean().default(false),
  fax: MailboxFax.optional(),
  imap: ImapAccess.optional(),
});
export type Mailbox = z.infer<typeof Mailbox>;

const network = z.string().refine(isNetwork, { error: 'must be an address or a network such as 10.0.0.0/8' });

export const SmsEntry = z.strictObject({
  ...point,
  provider: z.enum(['generic', 'twilio', 'vonage', 'aliyun', 'tencent']),
  /** Any of them makes a valid signature, so that one can be changed for another. Aliyun, Tencent: part of their URL. */
  secrets: z.array(SecretRef).min(1),
  /** Where the provider calls us, without query, when a proxy stands between: Twilio signs it. */
  publicUrl: z.url({ protocol: /^https?$/u }).optional(),
  /** How Vonage signs the fields of SMS webhooks, as its account says; its tokens need none. */
  signatureMethod: z.enum(['md5hash', 'md5', 'sha1', 'sha256', 'sha512']).default('sha256'),
  /** Addresses and networks that the provider calls from; none: any. What comes from elsewhere is in doubt. */
  allowFrom: z.array(network).default([]),
  /** Proxies of ours whose X-Forwarded-For is believed. */
  trustedProxies: z.array(network).default([]),
  /** Oldest and newest time stamp that is believed. */
  windowSeconds: z.int().min(10).max(86_400).default(300),
  /** How what it could not push is fetched; left out: an alarm says since when pushes may be missing. */
  pull: PullAccess.optional(),
});
export type SmsEntry = z.infer<typeof SmsEntry>;

export const FormEntry = z.strictObject({
  ...point,
  channel: z.enum(['web', 'staff']).default('web'),
  apiKeys: z.array(SecretRef).min(1),
  /** Complaints a minute, and at once; what comes beyond is asked to wait (429). */
  perMinute: z.int().min(1).max(10_000).default(60),
});
export type FormEntry = z.infer<typeof FormEntry>;

export const IntakePlan = z
  .strictObject({
    mailboxes: z.array(Mailbox).default([]),
    sms: z.array(SmsEntry).default([]),
    forms: z.array(FormEntry).default([]),
  })
  .superRefine((plan, context) => {
    const seen = new Set<string>();
    plan.sms.forEach(({ provider, pull }, index) => {
      if (pull !== undefined && pull.provider !== provider) {
        context.addIssue({ code: 'custom', path: ['sms', index, 'pull'], message: `must be of ${provider}` });
      }
    });
    for (const list of ['mailboxes', 'sms', 'forms'] as const) {
      plan[list].forEach((entry, index) => {
        if (seen.has(entry.key)) {
          context.addIssue({ code: 'custom', path: [list, index, 'key'], message: 'is used twice' });
        }
        seen.add(entry.key);
      });
    }
  });
export type IntakePlan = z.infer<typeof IntakePlan>;
