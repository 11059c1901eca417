import type { DeliveryAttempt } from './delivery-attempt.js';

interface SmtpError {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

/**
 * What nodemailer's errors mean for a notice: reply code and SMTP command first, its own codes next, never its text
 * (RFC 5321 4.2). 5yz at RCPT and DATA is about this mail; 5yz before that is about us, and is tried again.
 */
export function translateSmtpFailure(error: unknown): Exclude<DeliveryAttempt, { kind: 'accepted' }> {
  const { code, command, responseCode }: SmtpError = error instanceof Error ? (error as SmtpError) : {};
  const reply = typeof responseCode === 'number' ? responseCode : null;
  const stage = typeof command === 'string' ? command.toUpperCase() : '';
  const detail = [code, stage, reply].filter((part) => part !== undefined && part !== '' && part !== null).join(' ');
  if (code === 'EAUTH' || stage.startsWith('AUTH')) {
    return { kind: 'transient', code: 'login-refused', detail };
  }
  if (code === 'ETLS' || stage === 'STARTTLS' || isCertificateFault(code)) {
    return { kind: 'transient', code: 'tls-failed', detail };
  }
  if (reply !== null && reply >= 500) {
    return about(stage, detail);
  }
  if (reply !== null && reply >= 400) {
    return { kind: 'transient', code: 'server-busy', detail };
  }
  return { kind: 'transient', code: 'server-away', detail: detail === '' ? 'unknown error' : detail };
}

function about(stage: string, detail: string): Exclude<DeliveryAttempt, { kind: 'accepted' }> {
  if (stage.startsWith('RCPT')) {
    return { kind: 'refused', code: 'recipient-refused', detail };
  }
  if (stage.startsWith('DATA')) {
    return { kind: 'refused', code: 'content-refused', detail };
  }
  return { kind: 'transient', code: 'sender-refused', detail };
}

function isCertificateFault(code: unknown): boolean {
  return typeof code === 'string' && /^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/u.test(code);
}
