import type { SignatureVerdict } from '../check-signature.js';
import type { SmsProvider, SmsReading, WebhookCall, WebhookRule } from '../sms.provider.js';
import { callFields, firstOf, recordsOfArray } from './call-fields.js';
import { checkSharedSecret } from './check-shared-secret.js';

/** Aliyun (SmsUp and SmsReport by HTTP): JSON arrays, unsigned. */
export class AliyunProvider implements SmsProvider {
  readonly name = 'aliyun';
  readonly methods = ['POST'] as const;
  readonly answer = { type: 'application/json', body: '{"code":0,"msg":"接收成功"}' };

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
    const phone = fields && firstOf(fields, 'phone_number');
    if (!fields || phone === null) {
      return null;
    }
    const text = fields.get('content');
    if (text !== undefined) {
      const id = firstOf(fields, 'sequence_id');
      return { kind: 'message', id, from: phone, to: fields.get('dest_code') ?? '', text, part: null };
    }
    const success = fields.get('success');
    const references = ['biz_id', 'out_id'].flatMap((name) => fields.get(name) ?? []).filter((id) => id !== '');
    return success === undefined || references.length === 0
      ? null
      : {
          kind: 'receipt',
          references,
          status: fields.get('err_code') ?? '',
          outcome: success === 'true' ? 'delivered' : 'failed-hard',
        };
  }
}
