import { createHash, createHmac } from 'node:crypto';
import type { SmsEntry } from '../../plan/intake-plan.schema.js';
import { parseJson } from './call-fields.js';
import { sameText } from './same-text.js';

/**
 * Signature of a Vonage SMS webhook: all fields but `sig`, sorted, as `&name=value` with & and = in values as _; then
 * MD5 of text and secret (`md5hash`, lower case) or HMAC in hex, upper case. Pure.
 */
export function signVonage(
  method: SmsEntry['signatureMethod'],
  secret: string,
  fields: ReadonlyMap<string, string>,
): string {
  const text = [...fields]
    .filter(([name]) => name !== 'sig')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `&${name}=${value.replace(/[&=]/gu, '_')}`)
    .join('');
  return method === 'md5hash'
    ? createHash('md5').update(`${text}${secret}`, 'utf8').digest('hex')
    : createHmac(method, secret).update(text, 'utf8').digest('hex').toUpperCase();
}

export interface VonageToken {
  /** Unix seconds. */
  readonly issuedAt: number;
  readonly nonce: string | null;
}

/**
 * The token of a signed webhook of the Messages API: HS256 (RFC 7519) under a signature secret, bound to the body by
 * `payload_hash`. Null when no secret made it, or for another body.
 */
export function readVonageToken(token: string, secrets: readonly string[], body: Buffer): VonageToken | null {
  const [head = '', payload = '', signature = ''] = token.split('.');
  const header = decoded(head);
  const claims = decoded(payload);
  if (header?.['alg'] !== 'HS256' || claims === null) {
    return null;
  }
  const made = secrets.filter((secret) =>
    sameText(signature, createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url')),
  );
  const hash = claims['payload_hash'];
  const bound =
    typeof hash === 'string'
      ? sameText(hash.toLowerCase(), createHash('sha256').update(body).digest('hex'))
      : body.length === 0;
  const issuedAt = claims['iat'];
  return made.length > 0 && bound && typeof issuedAt === 'number'
    ? { issuedAt, nonce: typeof claims['jti'] === 'string' ? claims['jti'] : null }
    : null;
}

function decoded(part: string): Record<string, unknown> | null {
  const value = parseJson(Buffer.from(part, 'base64url').toString('utf8'));
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}
