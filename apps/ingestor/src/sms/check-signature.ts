import { createHmac, timingSafeEqual } from 'node:crypto';

/** Headers of a generic signed call, as they came. */
export interface SignedCall {
  /** Unix seconds. */
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  /** `v1=` and hex of HMAC-SHA256 over `timestamp.nonce.body`; several parted by commas while a secret changes. */
  readonly signature: string | undefined;
  readonly body: Buffer;
}

export interface SignatureRule {
  /** Each of them is good: the sender changes its secret at its own time. */
  readonly secrets: readonly string[];
  readonly windowSeconds: number;
}

export type SignatureVerdict = 'holds' | 'signature-missing' | 'signature-wrong' | 'signature-stale';

/**
 * Whether a call comes from who knows a secret, and not long ago. Pure; every secret is tried, in constant time.
 * @param now machine time: a call's age is no matter of business time
 */
export function checkSignature(call: SignedCall, rule: SignatureRule, now: Date): SignatureVerdict {
  const { timestamp, nonce, signature, body } = call;
  if (timestamp === undefined || nonce === undefined || signature === undefined || nonce === '') {
    return 'signature-missing';
  }
  const given = signature.split(',').map((part) => part.trim());
  const expected = rule.secrets.map((secret) => signCall(secret, timestamp, nonce, body));
  if (!given.some((candidate) => expected.filter((one) => equal(candidate, one)).length > 0)) {
    return 'signature-wrong';
  }
  const age = now.getTime() / 1_000 - Number(timestamp);
  return Math.abs(age) <= rule.windowSeconds ? 'holds' : 'signature-stale';
}

/** What the sender puts into its signature header. */
export function signCall(secret: string, timestamp: string, nonce: string, body: Buffer | string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${nonce}.`).update(body).digest('hex')}`;
}

function equal(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
