import { describe, expect, it } from '@jest/globals';
import { translateSmtpFailure } from './smtp-failure.js';

const failure = (facts: object) => translateSmtpFailure(Object.assign(new Error('Das Postfach gibt es nicht'), facts));

describe('what SMTP failures mean (RFC 5321 4.2)', () => {
  it.each([
    [
      'a mailbox that does not exist',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 },
      'recipient-refused',
    ],
    ['a mail that the filter refuses', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'content-refused'],
    ['our own address refused', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 }, 'sender-refused'],
    ['a full mailbox', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452 }, 'server-busy'],
    ['greylisting', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, 'server-busy'],
    ['a wrong password', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'login-refused'],
    ['a server without STARTTLS', { code: 'ETLS', command: 'STARTTLS' }, 'tls-failed'],
    ['a certificate of somebody else', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'tls-failed'],
    ['a self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'tls-failed'],
    ['nothing listening', { code: 'ECONNECTION', command: 'CONN' }, 'server-away'],
    ['silence', { code: 'ETIMEDOUT' }, 'server-away'],
    ['a name that does not resolve', { code: 'EDNS' }, 'server-away'],
    ['something new', {}, 'server-away'],
  ])('%s', (_what, facts, code) => {
    expect(failure(facts)).toMatchObject({ code });
  });

  it("keeps the server's words, which may quote addresses, out of the log", () => {
    expect(JSON.stringify(failure({ command: 'RCPT TO', responseCode: 550 }))).not.toContain('Postfach');
  });
});
