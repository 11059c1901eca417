import { createHash, createHmac } from 'node:crypto';

export interface Tc3Request {
  /** The product: sms. */
  readonly service: string;
  readonly host: string;
  /** JSON as it is sent. */
  readonly payload: string;
  /** Unix seconds. */
  readonly timestamp: number;
}

export interface Tc3Key {
  readonly id: string;
  readonly secret: string;
}

export const tc3ContentType = 'application/json; charset=utf-8';

/** Authorization of a call of Tencent Cloud's API 3.0 by POST: TC3-HMAC-SHA256 over content type and host. Pure. */
export function signTc3({ service, host, payload, timestamp }: Tc3Request, key: Tc3Key): string {
  const date = new Date(timestamp * 1_000).toISOString().slice(0, 10);
  const signedHeaders = 'content-type;host';
  const canonical = [
    'POST',
    '/',
    '',
    `content-type:${tc3ContentType}\nhost:${host}\n`,
    signedHeaders,
    sha256(payload),
  ].join('\n');
  const scope = `${date}/${service}/tc3_request`;
  const toSign = ['TC3-HMAC-SHA256', String(timestamp), scope, sha256(canonical)].join('\n');
  const signingKey = [date, service, 'tc3_request'].reduce<Buffer | string>(
    (under, part) => createHmac('sha256', under).update(part).digest(),
    `TC3${key.secret}`,
  );
  const signature = createHmac('sha256', signingKey).update(toSign).digest('hex');
  return `TC3-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
