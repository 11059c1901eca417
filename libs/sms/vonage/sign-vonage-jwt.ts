import { createSign } from 'node:crypto';

export interface VonageClaims {
  readonly applicationId: string;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Never used twice. */
  readonly nonce: string;
}

/** How long a token may be used, seconds. */
const lifetime = 300;

/** Token of Vonage's Messages API: RS256 (RFC 7519) under the application's private key (PEM). Pure but for the key's format: throws when it is none. */
export function signVonageJwt({ applicationId, issuedAt, nonce }: VonageClaims, privateKey: string): string {
  const claims = { application_id: applicationId, iat: issuedAt, exp: issuedAt + lifetime, jti: nonce };
  const head = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${head}.${createSign('RSA-SHA256').update(head).sign(privateKey, 'base64url')}`;
}
