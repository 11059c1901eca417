import { describe, expect, it } from '@jest/globals';
import { translateImapError } from './translate-imap-error.js';

const coded = (fields: object): Error => Object.assign(new Error('text that is never read'), fields);

describe('what an IMAP error means', () => {
  it.each([
    [coded({ code: 'CONNECT_TIMEOUT' }), 'unreachable'],
    [coded({ code: 'ENOTFOUND' }), 'unreachable'],
    [coded({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'tls'],
    [coded({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'tls'],
    [coded({ tlsFailed: true, code: 'ECONNRESET' }), 'tls'],
    [coded({ authenticationFailed: true, responseStatus: 'NO' }), 'login-refused'],
    [coded({ authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED' }), 'login-refused'],
    [coded({ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' }), 'throttled'],
    [coded({ code: 'ETHROTTLE', responseStatus: 'NO' }), 'throttled'],
    [coded({ code: 'NoConnection' }), 'closed'],
    [coded({ responseStatus: 'NO' }), 'refused'],
    [coded({ code: 'LiteralTooLarge' }), 'protocol'],
    [coded({}), 'protocol'],
    ['not even an error', 'protocol'],
  ])('%#: is %s', (error, code) => {
    expect(translateImapError(error)).toMatchObject({ code, family: 'transient', cause: error });
  });

  it('is said once: a failure of ours stays as it is', () => {
    const failure = translateImapError(coded({ code: 'NoConnection' }));
    expect(translateImapError(failure)).toBe(failure);
  });
});
