import { createHash } from 'node:crypto';
import type { SignatureVerdict } from '../check-signature.js';
import type { SmsProvider, SmsReading, SmsReceipt, WebhookCall, WebhookRule } from '../sms.provider.js';
import { callFields, firstOf } from './call-fields.js';
import { sameText } from './same-text.js';
import { signTwilio, twilioUrls } from './sign-twilio.js';

const outcomes: Readonly<Record<string, NonNullable<SmsReceipt['outcome']>>> = {
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed-hard',
  failed: 'failed-hard',
};

/** Field under which our own id is kept; Twilio has none of that name. */
const ourId = 'RedressNotice';

/**
 * Twilio: forms signed over their public URL with the account's auth token (X-Twilio-Signature). A repetition has no
 * time stamp: it is known by its MessageSid. Long messages come in one piece.
 */
export class TwilioProvider implements SmsProvider {
  readonly name = 'twilio';
  readonly methods = ['POST'] as const;
  readonly answer = { type: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' };

  check(call: WebhookCall, { secrets }: WebhookRule): SignatureVerdict {
    const given = call.header('x-twilio-signature');
    if (given === undefined || given === '') {
      return 'signature-missing';
    }
    const query = call.url.includes('?') ? call.url.slice(call.url.indexOf('?') + 1) : '';
    const bodyHash = new URLSearchParams(query).get('bodySHA256');
    const hash = createHash('sha256').update(call.body).digest('hex');
    if (bodyHash !== null && !sameText(bodyHash.toLowerCase(), hash)) {
      return 'signature-wrong';
    }
    const fields = bodyHash === null ? [...new URLSearchParams(call.body.toString('utf8'))] : [];
    const candidates = secrets.flatMap((token) => twilioUrls(call.url).map((url) => signTwilio(token, url, fields)));
    return candidates.filter((candidate) => sameText(given, candidate)).length > 0 ? 'holds' : 'signature-wrong';
  }

  nonceOf(): string | null {
    return null;
  }

  /** Our own id stands in the address that we gave with the message (StatusCallback); it is kept with the receipt. */
  records({ url, body }: WebhookCall): readonly Buffer[] {
    const notice = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '').get('notice');
    return [notice === null ? body : Buffer.concat([body, Buffer.from(`&${ourId}=${encodeURIComponent(notice)}`)])];
  }

  read(record: Buffer): SmsReading | null {
    const fields = callFields(record);
    const id = fields && firstOf(fields, 'MessageSid', 'SmsSid', 'SmsMessageSid');
    if (!fields || id === null) {
      return null;
    }
    const text = fields.get('Body');
    const from = firstOf(fields, 'From');
    if (text !== undefined && from !== null) {
      return { kind: 'message', id, from, to: fields.get('To') ?? '', text, part: null };
    }
    const status = firstOf(fields, 'MessageStatus', 'SmsStatus');
    return status === null
      ? null
      : {
          kind: 'receipt',
          references: [id, ...(firstOf(fields, ourId)?.split(' ') ?? [])],
          status: firstOf(fields, 'ErrorCode') ?? status,
          outcome: outcomes[status.toLowerCase()] ?? null,
        };
  }
}
