import { createHash, createHmac } from 'node:crypto';

export interface Acs3Request {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  /** Parameters of the action, all of them in the query. */
  readonly query: Readonly<Record<string, string>>;
  /** UTC, `yyyy-MM-ddTHH:mm:ssZ`. */
  readonly date: string;
  /** Never used twice. */
  readonly nonce: string;
}

export interface Acs3Key {
  readonly id: string;
  readonly secret: string;
}

/**
 * Headers of a call of an Aliyun RPC action by POST without body, signed by ACS3-HMAC-SHA256 (Aliyun, "Request syntax
 * and signature method V3"). Pure.
 */
export function signAcs3(request: Acs3Request, key: Acs3Key): Record<string, string> {
  const hashedBody = sha256('');
  const headers: Record<string, string> = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': hashedBody,
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    'POST',
    '/',
    acs3Query(request.query),
    names.map((name) => `${name}:${headers[name] ?? ''}\n`).join(''),
    names.join(';'),
    hashedBody,
  ].join('\n');
  const signature = createHmac('sha256', key.secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex');
  return {
    ...headers,
    Authorization: `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

/** Parameters sorted and encoded as RFC 3986 says: what is signed is what is sent. */
export function acs3Query(query: Acs3Request['query']): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${percentEncoded(name)}=${percentEncoded(query[name] ?? '')}`)
    .join('&');
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
