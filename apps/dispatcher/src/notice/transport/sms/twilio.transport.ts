import type { NoticeId } from '#libs/contracts/identity.js';
import { createTwilioMessage, listTwilioMessages, type TwilioAccess } from '#libs/sms/twilio/call-twilio.js';
import type { TwilioMessage } from '#libs/sms/twilio/twilio-message.schema.js';
import type { SealedSms } from '../../sealed-notice.schema.js';
import { failedAttempt, type DeliveryAttempt } from '../delivery-attempt.js';
import { SmsTransport, type DoubtfulSms, type SmsInquiry } from '../sms.transport.js';
import { attemptOf, meaningOf } from './codes/provider-code.js';
import { twilioCodes } from './codes/twilio-codes.table.js';
import { unsaidAttempt } from './unsaid-attempt.js';

export interface TwilioSmsOptions extends TwilioAccess {
  readonly sender: { readonly from: string } | { readonly messagingServiceSid: string };
  /** Where Twilio reports what became of a message; our id is added to its query. Null: the account's own setting. */
  readonly statusCallback: string | null;
  readonly now: () => Date;
}

/** Twilio's list holds a message from the moment it is created: what it lacks after this long was never there. */
const absentAfterMs = 3 * 60_000;
/** Its clock and ours may differ. */
const toleranceMs = 60_000;

/** Twilio, free text: POST Messages.json. It keeps no id of ours, so in doubt the message is looked for by number, words and time. */
export class TwilioSmsTransport extends SmsTransport {
  constructor(private readonly options: TwilioSmsOptions) {
    super();
  }

  override async send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt> {
    const { sender, statusCallback } = this.options;
    const answer = await createTwilioMessage(this.options, {
      To: sms.to,
      Body: sms.text,
      ...('from' in sender ? { From: sender.from } : { MessagingServiceSid: sender.messagingServiceSid }),
      ...(statusCallback === null ? {} : { StatusCallback: callbackOf(statusCallback, notice) }),
    });
    switch (answer.kind) {
      case 'created':
        return answer.message.status === 'failed'
          ? attemptOf(twilioCodes, String(answer.message.error_code ?? ''))
          : { kind: 'accepted', reference: answer.message.sid };
      case 'refused':
        return refusal(answer.status, answer.code);
      default:
        return unsaidAttempt(answer);
    }
  }

  override async inquire({ sms, attemptedAt }: DoubtfulSms): Promise<SmsInquiry> {
    const list = await listTwilioMessages(this.options, { filter: { To: sms.to, PageSize: '50' } });
    if (list === null) {
      return { kind: 'away', detail: 'no list of messages' };
    }
    const earliest = attemptedAt.getTime() - toleranceMs;
    const found = list.messages.find((message) => isOurs(message, sms, earliest));
    if (found !== undefined) {
      return found.status === 'failed' || found.status === 'undelivered' ? undelivered(found) : accepted(found);
    }
    return this.options.now().getTime() - attemptedAt.getTime() >= absentAfterMs
      ? { kind: 'unknown' }
      : { kind: 'unsettled' };
  }
}

function callbackOf(url: string, notice: NoticeId): string {
  const full = new URL(url);
  full.searchParams.set('notice', notice);
  return full.href;
}

function refusal(status: number, code: number | null): DeliveryAttempt {
  if (code !== null) {
    return attemptOf(twilioCodes, String(code));
  }
  const detail = `HTTP ${String(status)}`;
  if (status === 429) {
    return failedAttempt('frequency-limited', detail);
  }
  return failedAttempt(status === 401 || status === 403 ? 'credentials-refused' : 'refused-otherwise', detail);
}

function isOurs({ direction, to, body, date_created: created }: TwilioMessage, sms: SealedSms, earliest: number) {
  const at = created === null ? NaN : Date.parse(created);
  return direction.startsWith('outbound') && to === sms.to && body?.trim() === sms.text.trim() && at >= earliest;
}

function accepted({ sid }: TwilioMessage): SmsInquiry {
  return { kind: 'accepted', reference: sid };
}

function undelivered({ status, error_code: error }: TwilioMessage): SmsInquiry {
  const detail = String(error ?? status);
  const meaning = meaningOf(twilioCodes, detail);
  return { kind: 'refused', code: meaning === 'in-doubt' ? 'refused-otherwise' : meaning, detail };
}
