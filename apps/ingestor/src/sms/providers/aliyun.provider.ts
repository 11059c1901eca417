import type { SmsReading } from '../sms.provider.js';
import { callFields, firstOf } from './call-fields.js';
import { UnsignedProvider } from './unsigned.provider.js';

/** Aliyun (SmsUp and SmsReport by HTTP): JSON arrays, unsigned. */
export class AliyunProvider extends UnsignedProvider {
  readonly name = 'aliyun';
  readonly answer = { type: 'application/json', body: '{"code":0,"msg":"接收成功"}' };

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
