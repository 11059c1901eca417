import { createTransport } from 'nodemailer';
import { translateSmtpFailure } from './smtp-failure.js';
import { smtpSettings, type SmtpOptions } from './smtp.transport.js';

/** Why the server was not content, as far as one may say: its code, the command and its number, never its words. */
export interface ProbeFailure {
  readonly code: string;
  readonly detail: string;
}

/** A mail that proves that mail leaves and arrives; no notice of anybody. */
export interface ProbeMail {
  readonly from: string;
  readonly to: string;
  /** Stands in the subject. */
  readonly mark: string;
}

/** Connects, turns to TLS and logs in as a notice would be sent; sends nothing. Null: all is well. */
export async function verifyServer(options: SmtpOptions): Promise<ProbeFailure | null> {
  const transport = createTransport(smtpSettings(options));
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return named(error);
  } finally {
    transport.close();
  }
}

/** Null: the server took it. Marked as ours, so that the ingestor records it and makes no complaint of it. */
export async function sendProbe(options: SmtpOptions, { from, to, mark }: ProbeMail): Promise<ProbeFailure | null> {
  const transport = createTransport(smtpSettings(options));
  const messageId = `<${mark}@${from.slice(from.lastIndexOf('@') + 1)}>`;
  try {
    await transport.sendMail({
      from,
      to,
      subject: `Redress ${mark}`,
      messageId,
      headers: { 'X-Redress-Notice': messageId, 'Auto-Submitted': 'auto-generated' },
      text: '这是 bin/redress doctor 的测试邮件，可以删除。\nA test mail of bin/redress doctor; it may be deleted.\n',
    });
    return null;
  } catch (error) {
    return named(error);
  } finally {
    transport.close();
  }
}

function named(error: unknown): ProbeFailure {
  const attempt = translateSmtpFailure(error);
  return attempt.kind === 'unknown' ? { code: 'unknown', detail: attempt.detail } : attempt;
}
