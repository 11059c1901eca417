import type { SmsReading } from '../sms.provider.js';
import { callFields, firstOf } from './call-fields.js';
import { UnsignedProvider } from './unsigned.provider.js';

/**
 * Tencent Cloud: replies are one JSON object without an id of their own, receipts an array. Unsigned: its `sign` is the
 * name that a text message begins with.
 */
export class TencentProvider extends UnsignedProvider {
  readonly name = 'tencent';
  readonly answer = { type: 'application/json', body: '{"result":0,"errmsg":"OK"}' };

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
      const time = fields.get('time');
      const to = fields.get('extend') ?? '';
      const mark = time === undefined ? {} : { mark: JSON.stringify([from, time, fields.get('sign') ?? '', to, text]) };
      return { kind: 'message', id: null, from, to, text, part: null, ...mark };
    }
    const status = firstOf(fields, 'report_status');
    const id = firstOf(fields, 'sid');
    return status === null || id === null
      ? null
      : {
          kind: 'receipt',
          // Our own id comes back as ext, once Tencent has switched that on for the account.
          references: [id, ...(fields.get('ext') ?? '').split(' ').filter((ours) => ours !== '')],
          status: fields.get('errmsg') ?? status,
          outcome: status.toUpperCase() === 'SUCCESS' ? 'delivered' : 'failed-hard',
        };
  }
}
