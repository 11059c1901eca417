import type { SecretRef } from '#libs/config/secret-ref.js';
import type { Logger } from '#libs/observability/logger.js';
import type { ImapAccess } from '../../plan/imap-access.schema.js';
import { AccessTokens } from './access-tokens.js';
import type { SignIn } from './sign-in.port.js';

/** The way of signing in that an entry of the plan names. */
export function signInOf(access: ImapAccess, secretOf: (ref: SecretRef) => string, logger: Logger): SignIn {
  const { oauth, password } = access;
  if (oauth !== undefined) {
    const { clientSecret, refreshToken } = oauth;
    return new AccessTokens(
      {
        tokenUrl: oauth.tokenUrl,
        clientId: oauth.clientId,
        clientSecret: clientSecret === undefined ? null : secretOf(clientSecret),
        scope: oauth.scope ?? null,
        refreshTokenFile: 'file' in refreshToken ? refreshToken.file : null,
        refreshToken: secretOf(refreshToken),
      },
      logger,
    );
  }
  if (password === undefined) {
    throw new Error('An IMAP entry without password and without oauth came through the schema');
  }
  const pass = secretOf(password);
  return { proof: () => Promise.resolve({ pass }), refused: () => false };
}
