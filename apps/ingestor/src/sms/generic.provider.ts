import { z } from 'zod';
import { checkSignature } from './check-signature.js';
import type { SignatureVerdict } from './check-signature.js';
import type { IncomingSms, SmsProvider, WebhookCall } from './sms.provider.js';

const body = z.object({
  id: z.string().min(1).max(200),
  from: z.string().min(1).max(64),
  to: z.string().max(64).default(''),
  text: z.string().max(20_000),
});

/**
 * Any gateway that can sign: JSON `{id, from, to, text}` and the headers X-Redress-Timestamp (Unix seconds),
 * X-Redress-Nonce and X-Redress-Signature (`v1=` hex HMAC-SHA256 of `timestamp.nonce.body`). Further fields are ignored.
 */
export class GenericSmsProvider implements SmsProvider {
  readonly name = 'generic';

  check(
    { body: raw, header }: WebhookCall,
    rule: { readonly secrets: readonly string[]; readonly windowSeconds: number },
    now: Date,
  ): SignatureVerdict {
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

  read(raw: Buffer): IncomingSms | null {
    try {
      return body.safeParse(JSON.parse(raw.toString('utf8'))).data ?? null;
    } catch {
      return null;
    }
  }
}
