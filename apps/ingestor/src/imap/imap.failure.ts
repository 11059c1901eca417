import { TransientFailure } from '#libs/failure/failure.js';

/**
 * unreachable     no connection within the limit: name, network, nothing listening
 * tls             the certificate or the handshake was not accepted
 * login-refused   user or password; retried slowly, many servers lock an account that knocks too often
 * throttled       the server asks for patience
 * closed          the connection ended under us
 * refused         the server answered NO or BAD to a command
 * protocol        an answer that is not IMAP, or larger than allowed
 */
export type ImapFailureCode = 'unreachable' | 'tls' | 'login-refused' | 'throttled' | 'closed' | 'refused' | 'protocol';

/** The mail server cannot be worked with now. */
export class ImapFailure extends TransientFailure<ImapFailureCode> {}
