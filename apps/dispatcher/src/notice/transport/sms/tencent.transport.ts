import { z } from 'zod';
import type { NoticeId } from '#libs/contracts/identity.js';
import { callTencent, type TencentAccess } from '#libs/sms/tencent/call-tencent.js';
import type { SealedSms } from '../../sealed-notice.schema.js';
import { failedAttempt, type DeliveryAttempt } from '../delivery-attempt.js';
import { SmsTransport, type DoubtfulSms, type SmsInquiry } from '../sms.transport.js';
import { approvedText } from './approved-text.decision.js';
import type { ApprovedTemplates } from './approved-templates.schema.js';
import { attemptOf } from './codes/provider-code.js';
import { tencentCodes } from './codes/tencent-codes.table.js';
import { unsaidAttempt } from './unsaid-attempt.js';

export interface TencentSmsOptions extends TencentAccess {
  /** The approved name in front of the text, without 【】. */
  readonly signature: string;
  readonly templates: ApprovedTemplates;
}

const Sent = z.object({
  SendStatusSet: z.array(z.object({ Code: z.string(), SerialNo: z.string().default('') })).min(1),
});
const Statuses = z.object({
  PullSmsSendStatusSet: z.array(
    z.object({
      SerialNo: z.string(),
      ReportStatus: z.string().default(''),
      Description: z.string().nullish(),
      SessionContext: z.string().nullish(),
    }),
  ),
});

const windowSeconds = 3_600;

/** Tencent's SendSms 2021-01-11: approved signature, template and values in order; our id goes along as SessionContext. */
export class TencentSmsTransport extends SmsTransport {
  constructor(private readonly options: TencentSmsOptions) {
    super();
  }

  override async send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt> {
    const text = approvedText(sms, this.options.templates);
    if (text.kind === 'misfit') {
      return failedAttempt(text.code, sms.key);
    }
    const answer = await callTencent(this.options, 'SendSms', {
      PhoneNumberSet: [sms.to],
      SignName: this.options.signature,
      TemplateId: text.code,
      TemplateParamSet: text.values.map(([, value]) => value),
      SessionContext: notice,
    });
    switch (answer.kind) {
      case 'said': {
        const status = Sent.safeParse(answer.body).data?.SendStatusSet[0];
        if (status === undefined) {
          return { kind: 'unknown', detail: 'unreadable' };
        }
        return status.Code.toUpperCase() === 'OK'
          ? { kind: 'accepted', reference: status.SerialNo === '' ? null : status.SerialNo }
          : attemptOf(tencentCodes, status.Code);
      }
      case 'refused':
        return attemptOf(tencentCodes, answer.code);
      default:
        return unsaidAttempt(answer);
    }
  }

  /**
   * Lists what the carriers have reported for the number, so that what is missing proves nothing. Ours is known by
   * SessionContext, which Tencent gives back once it has been switched on for the account.
   */
  override async inquire({ notice, sms, attemptedAt }: DoubtfulSms): Promise<SmsInquiry> {
    const begin = Math.floor(attemptedAt.getTime() / 1_000);
    const answer = await callTencent(this.options, 'PullSmsSendStatusByPhoneNumber', {
      PhoneNumber: sms.to,
      BeginTime: begin - 60,
      EndTime: begin + windowSeconds,
      Offset: 0,
      Limit: 100,
    });
    if (answer.kind !== 'said') {
      return { kind: 'away', detail: answer.kind === 'refused' ? answer.code : answer.kind };
    }
    const { data } = Statuses.safeParse(answer.body);
    const ours = data?.PullSmsSendStatusSet.find(({ SessionContext }) => SessionContext === notice);
    if (ours === undefined) {
      return data === undefined ? { kind: 'away', detail: 'unreadable' } : { kind: 'unsettled' };
    }
    return ours.ReportStatus.toUpperCase() === 'FAIL'
      ? { kind: 'refused', code: 'refused-otherwise', detail: 'FAIL' }
      : { kind: 'accepted', reference: ours.SerialNo };
  }
}
