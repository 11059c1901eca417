import { z } from 'zod';
import { withClockRule } from '#libs/config/clock.config.js';
import { withMessagingRule } from '#libs/config/messaging.config.js';
import { serviceSettings } from '#libs/config/service.config.js';
import { onOff, port, setting, wholeNumber } from '#libs/config/setting.js';
import { vaultSettings } from '#libs/config/vault.config.js';

const mebibyte = 1024 * 1024;

/** How complaints come in. */
export const intakeSettings = {
  REDRESS_INTAKE: setting(z.string().default('config/intake.example.yaml'), {
    meaning: 'Intake plan: mailboxes, SMS entries and forms, each with its preset, unit and origin (YAML).',
    unit: 'path',
    consequence: 'Left out: the example plan, with reserved addresses. What is not in the plan is not accepted.',
  }),
  INTAKE_SMTP: setting(onOff().default(true), {
    meaning: 'Whether mail is taken by SMTP.',
    unit: 'on | off',
    consequence: 'off: mail comes in only by IMAP.',
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
    meaning: 'Name that the SMTP listener greets with and writes into Received lines.',
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
    meaning: 'SMTP connections at the same time.',
    unit: 'connections',
    consequence: 'Further ones are asked to come back (421).',
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
  INTAKE_WORKERS: setting(wholeNumber({ min: 1, max: 32 }).default(4), {
    meaning: 'Deliveries that are read at the same time.',
    unit: 'deliveries',
    consequence: 'More take more memory and database connections.',
  }),
  INTAKE_LEASE_SECONDS: setting(wholeNumber({ min: 1, max: 600 }).default(30), {
    meaning: 'After a crash the delivery in hand waits this long before it is begun anew.',
    unit: 'seconds',
    consequence: 'Shorter than a delivery takes: it is read twice, and counted once.',
  }),
  INTAKE_SMS_PARTS_SECONDS: setting(wholeNumber({ min: 1, max: 3_600 }).default(60), {
    meaning: 'How long the pieces of a long text message wait for each other.',
    unit: 'seconds',
    consequence: 'After that what has come is read, with a warning; a piece that comes later is a message of its own.',
  }),
  INGESTOR_HTTP_HOST: setting(z.string().default('127.0.0.1'), {
    meaning: 'Address on which webhooks, the form endpoint, health and metrics are served.',
    unit: 'address',
    consequence: 'Loopback by default; containers need 0.0.0.0, behind a proxy that speaks TLS.',
  }),
  INGESTOR_HTTP_PORT: setting(port().default(8081), {
    meaning: 'Port on which webhooks, the form endpoint, health and metrics are served.',
    unit: 'port',
    consequence: '0 takes a free one.',
  }),
} as const;

export const IngestorConfig = withClockRule(
  withMessagingRule(
    z.object({
      ...serviceSettings,
      ...vaultSettings,
      ...intakeSettings,
    }),
  ),
).refine((values) => (values.INTAKE_SMTP_TLS_KEY === undefined) === (values.INTAKE_SMTP_TLS_CERT === undefined), {
  path: ['INTAKE_SMTP_TLS_CERT'],
  error: 'and INTAKE_SMTP_TLS_KEY must be set together',
  when: () => true,
});
export type IngestorConfig = z.infer<typeof IngestorConfig>;
