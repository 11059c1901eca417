import { join } from 'node:path';
import { machineNow } from '#libs/clock/business-clock.js';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import type { SecretRef } from '#libs/config/secret-ref.js';
import type { Logger } from '#libs/observability/logger.js';
import type { NoticeConfig } from '../notice.config.js';
import { MaildirTransport } from './maildir.transport.js';
import type { MailTransport } from './mail.transport.js';
import { GenericSmsTransport } from './sms/generic.transport.js';
import { LogSmsTransport } from './sms/log.transport.js';
import { openAccount } from './sms/open-account.js';
import type { SmsAccount } from './sms/sms-account.schema.js';
import { SmsAccountsTransport, type CountAttempt } from './sms/sms-accounts.transport.js';
import type { SmsTransport } from './sms.transport.js';
import { SmtpTransport } from './smtp.transport.js';

const second = 1_000;

/** Folder of the Maildir that stands in for a mail server. */
export function maildirOf(dataDir: string): string {
  return join(dataDir, 'maildir');
}

/** SMTP, or a Maildir under `dataDir` where none is configured. */
export function openMailTransport(config: NoticeConfig, dataDir: string, logger: Logger): MailTransport {
  if (config.REDRESS_SMTP_URL === undefined) {
    const folder = maildirOf(dataDir);
    logger.warn({ folder }, 'No mail server is configured: mails are not sent but laid into a Maildir');
    return new MaildirTransport(folder);
  }
  const options = {
    url: config.REDRESS_SMTP_URL,
    tls: config.REDRESS_SMTP_TLS,
    deadlineMs: config.REDRESS_SEND_DEADLINE_SECONDS * second,
    connections: config.REDRESS_SMTP_CONNECTIONS,
  };
  return new SmtpTransport(options, logger);
}

/** The accounts of the outgoing plan, with what they need. */
export interface SmsAccounts {
  readonly accounts: readonly SmsAccount[];
  readonly secretOf: (ref: SecretRef) => string;
}

/** Each account's own transport; for units without one the gateway of the environment, or the log. Throws ConfigurationFault when its secret is missing. */
export function openSmsTransport(
  config: NoticeConfig,
  { accounts, secretOf }: SmsAccounts,
  logger: Logger,
  count: CountAttempt,
): SmsTransport {
  const deadlineMs = config.REDRESS_SEND_DEADLINE_SECONDS * second;
  const opened = accounts.map(
    (account) => [account.key, openAccount(account, { secretOf, deadlineMs, logger })] as const,
  );
  return new SmsAccountsTransport(new Map(opened), openGateway(config, deadlineMs, logger), logger, count);
}

function openGateway(config: NoticeConfig, deadlineMs: number, logger: Logger): SmsTransport {
  if (config.REDRESS_SMS_URL === undefined) {
    return new LogSmsTransport(logger);
  }
  if (config.REDRESS_SMS_SECRET === undefined) {
    throw new ConfigurationFault(['REDRESS_SMS_SECRET is missing: REDRESS_SMS_URL needs it']);
  }
  return new GenericSmsTransport({
    url: config.REDRESS_SMS_URL.replace(/\/+$/u, ''),
    secret: config.REDRESS_SMS_SECRET,
    deadlineMs,
    now: machineNow,
  });
}
