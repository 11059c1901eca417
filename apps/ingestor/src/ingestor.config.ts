import { z } from 'zod';
import { withClockRule } from '#libs/config/clock.config.js';
import { withMessagingRule } from '#libs/config/messaging.config.js';
import { serviceSettings } from '#libs/config/service.config.js';
import { port, setting, wholeNumber } from '#libs/config/setting.js';
import { vaultSettings } from '#libs/config/vault.config.js';
import { attachmentConfig } from './attachments/attachment.config.js';
import { faxConfig } from './fax/fax.config.js';
import { FirstTake } from './plan/imap-access.schema.js';
import { smtpConfig } from './smtp/smtp.config.js';

/** How complaints come in. */
export const intakeSettings = {
  REDRESS_INTAKE: setting(z.string().default('config/intake.example.yaml'), {
    meaning: 'Intake plan: mailboxes, SMS entries and forms, each with its preset, unit and origin (YAML).',
    unit: 'path',
    consequence: 'Left out: the example plan, with reserved addresses. What is not in the plan is not accepted.',
  }),
  INTAKE_SINCE: setting(FirstTake.default('set-up'), {
    meaning: 'What the first connection to a mailbox takes whose plan entry does not say (`imap.since`).',
    unit: 'set-up | all | date | instant',
    consequence: 'set-up: nothing older than that connection. all: years of history become complaints.',
  }),
  INTAKE_MAIL_PROVIDERS: setting(z.string().default('config/mail-providers.yaml'), {
    meaning: 'Profiles of mail providers that mailboxes of the intake plan name (YAML).',
    unit: 'path',
    consequence: 'The start fails when it cannot be read; a provider that has no profile there cannot be named.',
  }),
  ...smtpConfig,
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
  ...attachmentConfig,
  ...faxConfig,
  INTAKE_SMS_PARTS_SECONDS: setting(wholeNumber({ min: 1, max: 3_600 }).default(60), {
    meaning: 'How long the pieces of a long text message wait for each other.',
    unit: 'seconds',
    consequence: 'After that what has come is read, with a warning; a piece that comes later is a message of its own.',
  }),
  INTAKE_SMS_PULL_SECONDS: setting(wholeNumber({ min: 1, max: 86_400 }).default(300), {
    meaning: "How often text messages are fetched from the lists and queues of providers (an entry's `pull`).",
    unit: 'seconds',
    consequence: 'Vonage charges for each record; what a push brings needs no pull.',
  }),
  INTAKE_SMS_AWAY_SECONDS: setting(wholeNumber({ min: 1, max: 86_400 }).default(600), {
    meaning: 'How long providers try a push again: after a longer absence of ours pushes may be missing.',
    unit: 'seconds',
    consequence: 'Less than INTAKE_SMS_PULL_SECONDS: every round looks like an absence.',
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
