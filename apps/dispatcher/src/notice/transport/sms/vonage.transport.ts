import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { NoticeId } from '#libs/contracts/identity.js';
import { exchange, jsonOf, type Exchange } from '#libs/sms/http/exchange.js';
import { signVonageJwt } from '#libs/sms/vonage/sign-vonage-jwt.js';
import { loadVonageRecords } from '#libs/sms/vonage/vonage-records.js';
import type { SealedSms } from '../../sealed-notice.schema.js';
import { failedAttempt, type DeliveryAttempt } from '../delivery-attempt.js';
import { SmsTransport, type DoubtfulSms, type SmsInquiry } from '../sms.transport.js';
import { attemptOf } from './codes/provider-code.js';
import { vonageMessagesCodes, vonageSmsCodes } from './codes/vonage-codes.table.js';
import { unsaidAttempt } from './unsaid-attempt.js';

export interface VonageSmsOptions {
  /** Null: the SMS API; else the Messages API under this application. */
  readonly application: { readonly id: string; readonly privateKey: string } | null;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly from: string;
  /** `https://rest.nexmo.com`, of the SMS API. */
  readonly restUrl: string;
  /** `https://api.nexmo.com`, of the Messages API and the Reports API. */
  readonly apiUrl: string;
  readonly deadlineMs: number;
  readonly now: () => Date;
}

const SmsAnswer = z.object({
  messages: z.array(z.object({ status: z.coerce.string(), 'message-id': z.string().optional() })).min(1),
});
const MessagesAnswer = z.object({ message_uuid: z.string().min(1) });
const Problem = z.object({ type: z.string() });

const failedStates = ['failed', 'rejected', 'expired', 'deleted'];

/** Vonage, free text: SMS API by key and secret, or Messages API by a signed token. Our id goes along as client reference. */
export class VonageSmsTransport extends SmsTransport {
  constructor(private readonly options: VonageSmsOptions) {
    super();
  }

  override async send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt> {
    const { application } = this.options;
    const result = await (application === null
      ? this.bySmsApi(notice, sms)
      : this.byMessagesApi(notice, sms, application));
    switch (result.kind) {
      case 'answered':
        return application === null ? judgeSms(result) : judgeMessages(result);
      default:
        return unsaidAttempt(result);
    }
  }

  /** The Reports API lags behind: what is missing proves nothing. */
  override async inquire({ notice, attemptedAt }: DoubtfulSms): Promise<SmsInquiry> {
    const { apiUrl: baseUrl, apiKey, apiSecret, deadlineMs, now } = this.options;
    const records = await loadVonageRecords(
      { baseUrl, apiKey, apiSecret, deadlineMs },
      { direction: 'outbound', since: new Date(attemptedAt.getTime() - 60_000), until: now(), withText: false },
    );
    if (records === null) {
      return { kind: 'away', detail: 'no records' };
    }
    const ours = records.find(({ client_ref: reference }) => reference === notice);
    if (ours === undefined) {
      return { kind: 'unsettled' };
    }
    return failedStates.includes(ours.status)
      ? { kind: 'refused', code: 'refused-otherwise', detail: ours.error_code ?? ours.status }
      : { kind: 'accepted', reference: ours.message_id };
  }

  private async bySmsApi(notice: NoticeId, sms: SealedSms): Promise<Exchange> {
    const { apiKey, apiSecret, from, restUrl, deadlineMs } = this.options;
    const fields = {
      api_key: apiKey,
      api_secret: apiSecret,
      from,
      to: sms.to.replace(/^\+/u, ''),
      text: sms.text,
      // Anything beyond the GSM alphabet arrives as question marks otherwise.
      type: /^[\x20-\x7e\n]*$/u.test(sms.text) ? 'text' : 'unicode',
      'client-ref': notice,
    };
    return exchange(
      {
        method: 'POST',
        url: `${new URL(restUrl).origin}/sms/json`,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      },
      deadlineMs,
    );
  }

  private async byMessagesApi(
    notice: NoticeId,
    sms: SealedSms,
    { id, privateKey }: NonNullable<VonageSmsOptions['application']>,
  ): Promise<Exchange> {
    const { from, apiUrl, deadlineMs, now } = this.options;
    const issuedAt = Math.floor(now().getTime() / 1_000);
    const token = signVonageJwt({ applicationId: id, issuedAt, nonce: randomUUID() }, privateKey);
    const body = {
      channel: 'sms',
      message_type: 'text',
      from,
      to: sms.to.replace(/^\+/u, ''),
      text: sms.text,
      client_ref: notice,
    };
    return exchange(
      {
        method: 'POST',
        url: `${new URL(apiUrl).origin}/v1/messages`,
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      },
      deadlineMs,
    );
  }
}

type Answered = Extract<Exchange, { kind: 'answered' }>;

/** Of a long text each part has its status; one that was taken is enough for the rest never to be sent again. */
function judgeSms(result: Answered): DeliveryAttempt {
  const parts = SmsAnswer.safeParse(jsonOf(result)).data?.messages;
  if (parts === undefined) {
    return byStatus(result.status);
  }
  const taken = parts.find(({ status }) => status === '0');
  return taken === undefined
    ? attemptOf(vonageSmsCodes, parts[0]?.status ?? '')
    : { kind: 'accepted', reference: taken['message-id'] ?? null };
}

function judgeMessages(result: Answered): DeliveryAttempt {
  const body = jsonOf(result);
  const uuid = MessagesAnswer.safeParse(body).data?.message_uuid;
  if (result.status < 300 && uuid !== undefined) {
    return { kind: 'accepted', reference: uuid };
  }
  const code = /#(?<code>\d+)$/u.exec(Problem.safeParse(body).data?.type ?? '')?.groups?.['code'];
  return code === undefined ? byStatus(result.status) : attemptOf(vonageMessagesCodes, code);
}

function byStatus(status: number): DeliveryAttempt {
  const detail = `HTTP ${String(status)}`;
  switch (status) {
    case 401:
    case 403:
      return failedAttempt('credentials-refused', detail);
    case 402:
      return failedAttempt('balance-exhausted', detail);
    case 429:
      return failedAttempt('frequency-limited', detail);
    default:
      return status >= 400 && status < 500 ? failedAttempt('refused-otherwise', detail) : { kind: 'unknown', detail };
  }
}
