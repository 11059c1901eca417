import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { NoticeId } from '#libs/contracts/identity.js';
import { exchange, jsonOf } from '#libs/sms/http/exchange.js';
import type { SealedSms } from '../../sealed-notice.schema.js';
import { failedAttempt, type DeliveryAttempt } from '../delivery-attempt.js';
import { SmsTransport, type DoubtfulSms, type SmsInquiry } from '../sms.transport.js';
import { unsaidAttempt } from './unsaid-attempt.js';

export interface GenericSmsOptions {
  /** SMS are posted here and asked about at `<url>/<reference>`. */
  readonly url: string;
  /** Key of the signature: HMAC-SHA256 in hex over timestamp, dot, body (for a GET: the reference). */
  readonly secret: string;
  readonly deadlineMs: number;
  /** Machine time, for the signature. */
  readonly now: () => Date;
}

const Answer = z.object({ id: z.string().optional(), state: z.enum(['accepted', 'delivered', 'failed']).optional() });

/**
 * A gateway of one's own: POST `{reference, to, template, parameters, text}`, GET by reference. What makes an SMS
 * doubtful is an answer that did not come, or a 5xx after the gateway had the request; what it has never heard of by our
 * reference was never there.
 */
export class GenericSmsTransport extends SmsTransport {
  constructor(private readonly options: GenericSmsOptions) {
    super();
  }

  override async send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt> {
    const { to, template, parameters, text } = sms;
    const body = JSON.stringify({ reference: notice, to, template, parameters, text });
    const result = await exchange(
      {
        method: 'POST',
        url: this.options.url,
        headers: { 'Content-Type': 'application/json', ...this.signature(body) },
        body,
      },
      this.options.deadlineMs,
    );
    switch (result.kind) {
      case 'answered':
        return judge(result);
      default:
        return unsaidAttempt(result);
    }
  }

  override async inquire({ notice }: DoubtfulSms): Promise<SmsInquiry> {
    const result = await exchange(
      { method: 'GET', url: `${this.options.url}/${notice}`, headers: this.signature(notice) },
      this.options.deadlineMs,
    );
    if (result.kind !== 'answered') {
      return { kind: 'away', detail: result.detail };
    }
    if (result.status === 404) {
      return { kind: 'unknown' };
    }
    const { data } = Answer.safeParse(jsonOf(result));
    if (result.status >= 300 || data === undefined) {
      return { kind: 'away', detail: `HTTP ${String(result.status)}` };
    }
    return data.state === 'failed'
      ? { kind: 'refused', code: 'recipient-refused', detail: 'failed' }
      : { kind: 'accepted', reference: data.id ?? null };
  }

  private signature(signed: string): Record<string, string> {
    const timestamp = String(Math.floor(this.options.now().getTime() / 1_000));
    const mac = createHmac('sha256', this.options.secret).update(`${timestamp}.${signed}`).digest('hex');
    return { 'X-Redress-Timestamp': timestamp, 'X-Redress-Signature': mac };
  }
}

function judge(result: { readonly status: number; readonly text: string }): DeliveryAttempt {
  const { status } = result;
  const detail = `HTTP ${String(status)}`;
  if (status < 300) {
    return { kind: 'accepted', reference: Answer.safeParse(jsonOf(result)).data?.id ?? null };
  }
  if (status >= 500) {
    return status === 503 ? failedAttempt('server-busy', detail) : { kind: 'unknown', detail };
  }
  return failedAttempt(byStatus[status] ?? 'content-refused', detail);
}

const byStatus: Readonly<Record<number, Parameters<typeof failedAttempt>[0]>> = {
  401: 'login-refused',
  403: 'login-refused',
  404: 'recipient-refused',
  422: 'recipient-refused',
  429: 'server-busy',
};
