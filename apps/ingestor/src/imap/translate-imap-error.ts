import { ImapFailure } from './imap.failure.js';
import type { ImapFailureCode } from './imap.failure.js';

/** By code of imapflow or of Node; nothing is read from texts. */
const codes: Readonly<Record<string, ImapFailureCode>> = {
  CONNECT_TIMEOUT: 'unreachable',
  GREETING_TIMEOUT: 'unreachable',
  UPGRADE_TIMEOUT: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  ETIMEDOUT: 'closed',
  ETIMEOUT: 'closed',
  NoConnection: 'closed',
  EConnectionClosed: 'closed',
  StateLogout: 'closed',
  ClosedAfterConnectText: 'closed',
  ClosedAfterConnectTLS: 'closed',
  ETHROTTLE: 'throttled',
  STARTTLS_INJECTION: 'tls',
  MissingServerExtension: 'tls',
  LineTooLarge: 'protocol',
  LiteralTooLarge: 'protocol',
  ResponseTooLarge: 'protocol',
  InvalidResponse: 'protocol',
  UnexpectedTag: 'protocol',
};

/** Names what a library error means for us; the error itself stays as `cause`. Pure. */
export function translateImapError(error: unknown): ImapFailure {
  if (error instanceof ImapFailure) {
    return error;
  }
  const code = codeOf(error);
  return new ImapFailure(code, `The mail server cannot be worked with (${code})`, { cause: error });
}

/** Runs what talks to the mail server; whatever it throws comes out as ImapFailure. */
export async function asImap<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw translateImapError(error);
  }
}

function codeOf(error: unknown): ImapFailureCode {
  if (typeof error !== 'object' || error === null) {
    return 'protocol';
  }
  if ('authenticationFailed' in error && error.authenticationFailed === true) {
    return isPassing(error) ? 'throttled' : 'login-refused';
  }
  if ('tlsFailed' in error && error.tlsFailed === true) {
    return 'tls';
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = codes[code];
  if (known !== undefined) {
    return known;
  }
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|EPROTO)/u.test(code)) {
    return 'tls';
  }
  return 'responseStatus' in error && typeof error.responseStatus === 'string' ? 'refused' : 'protocol';
}

/** A login that was refused for reasons that have nothing to do with who we are (RFC 5530). */
function isPassing(error: object): boolean {
  const code = 'serverResponseCode' in error ? error.serverResponseCode : null;
  return code === 'UNAVAILABLE' || code === 'INUSE' || code === 'LIMIT';
}
