import type { SignatureVerdict } from '../check-signature.js';
import type { SmsProvider, SmsReading, WebhookCall, WebhookRule } from '../sms.provider.js';
import { callFields, firstOf, recordsOfArray } from './call-fields.js';
import { checkSharedSecret } from './check-shared-secret.js';

/**
 * Tencent Cloud: replies are one JSON object without an id of their own, receipts an array. Unsigned: its `sign` is the
 * name that a text message begins with.
 */
export class TencentProvider implements SmsProvider {
  readonly name = 'tencent';
  readonly methods = ['POST'] as const;
  readonly answer = { type: 'application/json', body: '{"result":0,"errmsg":"OK"}' };

  check(call: WebhookCall, rule: WebhookRule): SignatureVerdict {
    return checkSharedSecret(call, rule);
  }

  nonceOf(): string | null {
    return null;
  }

  records({ body }: WebhookCall): readonly Buffer[] {
    return recordsOfArray(body);
  }

  read(record: Buffer): SmsReading | null {
    const fields = callFields(record);
    const mobile = fields && firstOf(fields, 'mobile');
    if (!fields || mobile === null) {
      return null;
    }
    const text = fields.get('text');
    if (text !== undefined) {
      const nation = fields.get('nationcode') ?? '86';
      const from = mobile.startsWith('+') ? mobile : `+${nation}${mobile}`;
      return { kind: 'message', id: null, from, to: fields.get('extend') ?? '', text, part: null };
    }
    const status = firstOf(fields, 'report_status');
    const id = firstOf(fields, 'sid');
    return status === null || id === null
      ? null
      : {
          kind: 'receipt',
          references: [id],
          status: fields.get('errmsg') ?? status,
          outcome: status.toUpperCase() === 'SUCCESS' ? 'delivered' : 'failed-hard',
        };
  }
}
