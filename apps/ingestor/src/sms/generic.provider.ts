import { z } from 'zod';
import { checkSignature } from './check-signature.js';
import type { SignatureVerdict } from './check-signature.js';
import { parseJson } from './providers/call-fields.js';
import type { SmsProvider, SmsReading, WebhookCall, WebhookRule } from './sms.provider.js';

const body = z.object({
  id: z.string().min(1).max(200),
  from: z.string().min(1).max(64),
  to: z.string().max(64).default(''),
  text: z.string().max(20_000),
  /** Of a long message that comes in pieces. */
  part: z
    .object({ reference: z.string().min(1).max(64), total: z.int().min(1).max(255), index: z.int().min(1).max(255) })
    .nullable()
    .default(null),
});

const receipt = z.object({
  reference: z.string().min(1).max(200),
  state: z.enum(['delivered', 'failed']),
  code: z.string().max(64).default(''),
});

/**
 * Any gateway that can sign: JSON `{id, from, to, text, part?}`, or `{reference, state, code?}` for a receipt, and the headers X-Redress-Timestamp (Unix seconds),
 * X-Redress-Nonce and X-Redress-Signature (`v1=` hex HMAC-SHA256 of `timestamp.nonce.body`). Further fields are ignored.
 */
export class GenericSmsProvider implements SmsProvider {
  readonly name = 'generic';
  readonly methods = ['POST'] as const;
  readonly answer = { type: 'application/json', body: '{"status":"accepted"}' };

  check({ body: raw, header }: WebhookCall, rule: WebhookRule, now: Date): SignatureVerdict {
    return checkSignature(
      {
        timestamp: header('x-redress-timestamp'),
        nonce: header('x-redress-nonce'),
        signature: header('x-redress-signature'),
        body: raw,
      },
      rule,
      now,
    );
  }

  nonceOf({ header }: WebhookCall): string | null {
    return header('x-redress-nonce') ?? null;
  }

  records({ body: raw }: WebhookCall): readonly Buffer[] {
    return [raw];
  }

  read(raw: Buffer): SmsReading | null {
    const parsed = parseJson(raw.toString('utf8'));
    const message = body.safeParse(parsed);
    if (message.success) {
      return { kind: 'message', ...message.data };
    }
    const { data } = receipt.safeParse(parsed);
    return data === undefined
      ? null
      : {
          kind: 'receipt',
          references: [data.reference],
          status: data.code === '' ? data.state : data.code,
          outcome: data.state === 'delivered' ? 'delivered' : 'failed-hard',
        };
  }
}
