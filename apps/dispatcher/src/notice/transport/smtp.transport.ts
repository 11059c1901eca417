import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import type { NoticeId } from '#libs/contracts/identity.js';
import type { Logger } from '#libs/observability/logger.js';
import type { SealedMail } from '../sealed-notice.schema.js';
import type { DeliveryAttempt } from './delivery-attempt.js';
import { MailTransport } from './mail.transport.js';
import { translateSmtpFailure } from './smtp-failure.js';

export interface SmtpOptions {
  /** `smtps://user:password@host:465` (TLS from the start), `smtp://user:password@host:587` (STARTTLS), or `lmtp://host:24`. */
  readonly url: string;
  /** `required`: STARTTLS or nothing, certificate verified. `off`: plain text, for a relay on this machine. LMTP has none. */
  readonly tls: 'required' | 'off';
  /** One limit for everything from DNS to the server's yes, milliseconds. */
  readonly deadlineMs: number;
  readonly connections: number;
}

/** By scheme; RFC 8314, RFC 6409, RFC 2033. */
const defaultPorts: Readonly<Record<string, number>> = { 'smtps:': 465, 'smtp:': 587, 'lmtp:': 24 };

/** How nodemailer is to talk to the server that a URL names. */
export function smtpSettings(options: SmtpOptions): SMTPPool.Options {
  const url = new URL(options.url);
  const secure = url.protocol === 'smtps:';
  const lmtp = url.protocol === 'lmtp:';
  const auth =
    url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } };
  return {
    pool: true,
    host: url.hostname,
    port: url.port === '' ? defaultPorts[url.protocol] : Number(url.port),
    secure,
    lmtp,
    requireTLS: !secure && !lmtp && options.tls === 'required',
    ignoreTLS: lmtp || (!secure && options.tls === 'off'),
    tls: { rejectUnauthorized: true },
    maxConnections: options.connections,
    connectionTimeout: options.deadlineMs,
    greetingTimeout: options.deadlineMs,
    socketTimeout: options.deadlineMs,
    dnsTimeout: options.deadlineMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...auth,
  };
}

/** Hands mails to one SMTP server over a few kept connections. */
export class SmtpTransport extends MailTransport {
  readonly #pool: Transporter<SMTPPool.SentMessageInfo>;

  constructor(
    private readonly options: SmtpOptions,
    private readonly logger: Logger,
  ) {
    super();
    this.#pool = createTransport(smtpSettings(options));
  }

  async send(notice: NoticeId, mail: SealedMail): Promise<DeliveryAttempt> {
    try {
      const info = await withinDeadline(
        this.#pool.sendMail({
          envelope: { from: mail.envelope.from, to: [...mail.envelope.to] },
          raw: Buffer.from(mail.raw, 'latin1'),
        }),
        this.options.deadlineMs,
      );
      return { kind: 'accepted', reference: info.response.slice(0, 200) };
    } catch (error) {
      const failure = translateSmtpFailure(error);
      this.logger.warn({ noticeId: notice, failure }, 'A mail was not accepted by the SMTP server');
      return failure;
    }
  }

  override async close(): Promise<void> {
    this.#pool.close();
    await Promise.resolve();
  }
}

async function withinDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('No answer within the deadline'), { code: 'ETIMEDOUT' }));
    }, deadlineMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
