import { z } from 'zod';
import { commaList, onOff, port, setting, wholeNumber } from '#libs/config/setting.js';
import { isNetwork } from '../sms/source-allowed.js';
import type { SmtpSettings } from './smtp.settings.js';

const mebibyte = 1024 * 1024;

const perMinute = (most: number) => wholeNumber({ min: 1, max: most });

/** How mail is taken by SMTP and LMTP. */
export const smtpConfig = {
  INTAKE_SMTP: setting(onOff().default(true), {
    meaning: 'Whether mail is taken by SMTP.',
    unit: 'on | off',
    consequence: 'off: mail comes in only by IMAP, or by LMTP where that is on.',
  }),
  INTAKE_SMTP_HOST: setting(z.string().default('127.0.0.1'), {
    meaning: 'Address that the SMTP listener binds.',
    unit: 'address',
    consequence: 'Loopback by default: only a mail server on this machine can hand mail over.',
  }),
  INTAKE_SMTP_PORT: setting(port().default(2525), {
    meaning: 'Port of the SMTP listener.',
    unit: 'port',
    consequence: '0 takes a free one.',
  }),
  INTAKE_SMTP_NAME: setting(z.string().default('redress.localhost'), {
    meaning: 'Name that the listeners for SMTP and LMTP greet with and write into Received lines.',
    unit: 'host name',
    consequence: 'Only cosmetic unless the other side checks it.',
  }),
  INTAKE_SMTP_TLS_KEY: setting(z.string().optional(), {
    meaning: 'Private key for STARTTLS (PEM).',
    unit: 'PEM',
    consequence: 'Left out: STARTTLS is not offered; right on loopback only.',
    secret: true,
  }),
  INTAKE_SMTP_TLS_CERT: setting(z.string().optional(), {
    meaning: 'Certificate for STARTTLS (PEM, with its chain).',
    unit: 'PEM',
    consequence: 'Needed with INTAKE_SMTP_TLS_KEY.',
  }),
  INTAKE_SMTP_CLIENTS: setting(wholeNumber({ min: 1, max: 1_000 }).default(50), {
    meaning: 'Connections at the same time, for SMTP and for LMTP each.',
    unit: 'connections',
    consequence: 'Further ones are asked to come back (421).',
  }),
  INTAKE_SMTP_CLIENTS_PER_ADDRESS: setting(wholeNumber({ min: 1, max: 1_000 }).default(10), {
    meaning: 'SMTP connections of one client at the same time; an IPv6 client is its first 64 bits.',
    unit: 'connections',
    consequence: 'Further ones of that client are asked to come back (421); others are served.',
  }),
  INTAKE_SMTP_MAILS_PER_MINUTE: setting(perMinute(100_000).default(3_000), {
    meaning: 'Mails that all SMTP clients together may begin within any minute.',
    unit: 'mails a minute',
    consequence: 'Further ones are asked to come back (451). Holds for INTAKE_SMTP_TRUSTED too.',
  }),
  INTAKE_SMTP_MAILS_PER_MINUTE_PER_ADDRESS: setting(perMinute(100_000).default(60), {
    meaning: 'Mails that one SMTP client may begin within any minute.',
    unit: 'mails a minute',
    consequence: 'Further ones of that client are asked to come back (450). Too low: real senders wait.',
  }),
  INTAKE_SMTP_RECIPIENTS: setting(wholeNumber({ min: 1, max: 1_000 }).default(100), {
    meaning: 'Recipients of one mail, by SMTP and LMTP.',
    unit: 'recipients',
    consequence:
      'Further ones are refused for now (452); the sender brings them in a mail of their own. RFC 5321 asks for 100.',
  }),
  INTAKE_SMTP_BAD_COMMANDS: setting(wholeNumber({ min: 1, max: 1_000 }).default(20), {
    meaning: 'Refused commands, unknown recipients among them, after which an SMTP connection is ended.',
    unit: 'commands',
    consequence: 'The connection ends with 421. Ten unknown commands between two mails end it whatever stands here.',
  }),
  INTAKE_SMTP_TRUSTED: setting(
    commaList(
      z.string().refine((entry) => entry === 'none' || isNetwork(entry), {
        error: 'must be addresses or networks such as 10.0.0.0/8, parted by commas, or none',
      }),
    )
      .transform((entries) => entries.filter((entry) => entry !== 'none'))
      .default(['127.0.0.0/8', '::1']),
    {
      meaning: 'Mail servers of ours in front: the limits for one client and for bad commands do not hold for them.',
      unit: 'addresses and networks, parted by commas; or none',
      consequence: 'Left out: this machine. A mail server of ours that is not named is limited like any sender.',
    },
  ),
  INTAKE_LMTP: setting(onOff().default(false), {
    meaning: 'Whether a mail server of ours may hand mail over by LMTP, which answers for each recipient by itself.',
    unit: 'on | off',
    consequence: 'off: no LMTP.',
  }),
  INTAKE_LMTP_HOST: setting(z.string().default('127.0.0.1'), {
    meaning: 'Address that the LMTP listener binds.',
    unit: 'address',
    consequence: 'Anybody who reaches it may hand mail over, without limits for one client: never a public address.',
  }),
  INTAKE_LMTP_PORT: setting(port().default(2424), {
    meaning: 'Port of the LMTP listener.',
    unit: 'port',
    consequence: '0 takes a free one. Never 25 (RFC 2033).',
  }),
  INTAKE_MAIL_MAX_BYTES: setting(wholeNumber({ min: 64 * 1024, max: 200 * mebibyte }).default(25 * mebibyte), {
    meaning: 'Largest mail.',
    unit: 'bytes as transferred',
    consequence: 'A larger one is refused by SMTP (552) and recorded; of one in a mailbox only the beginning is taken.',
  }),
  INTAKE_MAIL_BUFFER_BYTES: setting(wholeNumber({ min: 64 * 1024, max: 4 * 1024 * mebibyte }).default(256 * mebibyte), {
    meaning: 'Memory that mails being transferred may take together.',
    unit: 'bytes',
    consequence:
      'Beyond it senders are asked to come back (452). Less than INTAKE_MAIL_MAX_BYTES: the largest mails never get in.',
  }),
} as const;

/** The settings of both listeners, from the configuration. */
export function smtpSettingsOf(config: z.infer<z.ZodObject<typeof smtpConfig>>): SmtpSettings {
  const { INTAKE_SMTP_TLS_KEY: key, INTAKE_SMTP_TLS_CERT: cert } = config;
  return {
    host: config.INTAKE_SMTP_HOST,
    port: config.INTAKE_SMTP_PORT,
    serverName: config.INTAKE_SMTP_NAME,
    maxBytes: config.INTAKE_MAIL_MAX_BYTES,
    bufferBytes: config.INTAKE_MAIL_BUFFER_BYTES,
    maxClients: config.INTAKE_SMTP_CLIENTS,
    limits: {
      clientsPerAddress: config.INTAKE_SMTP_CLIENTS_PER_ADDRESS,
      mailsPerMinute: config.INTAKE_SMTP_MAILS_PER_MINUTE,
      mailsPerMinutePerAddress: config.INTAKE_SMTP_MAILS_PER_MINUTE_PER_ADDRESS,
      recipientsPerMail: config.INTAKE_SMTP_RECIPIENTS,
      badCommands: config.INTAKE_SMTP_BAD_COMMANDS,
      trusted: config.INTAKE_SMTP_TRUSTED,
    },
    lmtp: config.INTAKE_LMTP ? { host: config.INTAKE_LMTP_HOST, port: config.INTAKE_LMTP_PORT } : null,
    tls: key === undefined || cert === undefined ? null : { key, cert },
  };
}
