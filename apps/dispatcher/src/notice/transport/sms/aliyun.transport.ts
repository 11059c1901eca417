import { z } from 'zod';
import type { NoticeId } from '#libs/contracts/identity.js';
import { callAliyun, type AliyunAccess } from '#libs/sms/aliyun/call-aliyun.js';
import type { SealedSms } from '../../sealed-notice.schema.js';
import { failedAttempt, type DeliveryAttempt } from '../delivery-attempt.js';
import { SmsTransport, type DoubtfulSms, type SmsInquiry } from '../sms.transport.js';
import { approvedText } from './approved-text.decision.js';
import type { ApprovedTemplates } from './approved-templates.schema.js';
import { aliyunCodes } from './codes/aliyun-codes.table.js';
import { attemptOf, meaningOf } from './codes/provider-code.js';
import { unsaidAttempt } from './unsaid-attempt.js';

export interface AliyunSmsOptions extends AliyunAccess {
  /** The approved name in front of the text, without 【】. */
  readonly signature: string;
  readonly templates: ApprovedTemplates;
}

const version = '2017-05-25';
const Details = z.object({
  SmsSendDetailDTOs: z.object({
    SmsSendDetailDTO: z.array(
      z.object({ OutId: z.string().default(''), SendStatus: z.number(), ErrCode: z.string().default('') }),
    ),
  }),
});
/** 1: waits for its receipt, 2: failed, 3: arrived. */
const failed = 2;

/** Aliyun's Dysmsapi 2017-05-25: approved signature, code and values; our id goes along as OutId and comes back. */
export class AliyunSmsTransport extends SmsTransport {
  constructor(private readonly options: AliyunSmsOptions) {
    super();
  }

  override async send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt> {
    const text = approvedText(sms, this.options.templates);
    if (text.kind === 'misfit') {
      return failedAttempt(text.code, sms.key);
    }
    const answer = await callAliyun(this.options, {
      action: 'SendSms',
      version,
      query: {
        PhoneNumbers: aliyunNumber(sms.to),
        SignName: this.options.signature,
        TemplateCode: text.code,
        TemplateParam: JSON.stringify(Object.fromEntries(text.values)),
        OutId: notice,
      },
    });
    switch (answer.kind) {
      case 'said': {
        const { code, message, body } = answer;
        return code === 'OK'
          ? { kind: 'accepted', reference: typeof body['BizId'] === 'string' ? body['BizId'] : null }
          : aliyunRefusal(code, message);
      }
      default:
        return unsaidAttempt(answer);
    }
  }

  /** By number and day (its days are China's), then by our own id. What is not listed may only be late. */
  override async inquire({ notice, sms, attemptedAt }: DoubtfulSms): Promise<SmsInquiry> {
    const answer = await callAliyun(this.options, {
      action: 'QuerySendDetails',
      version,
      query: { PhoneNumber: aliyunNumber(sms.to), SendDate: chinaDay(attemptedAt), PageSize: '50', CurrentPage: '1' },
    });
    if (answer.kind !== 'said' || answer.code !== 'OK') {
      return { kind: 'away', detail: answer.kind === 'said' ? answer.code : answer.kind };
    }
    const listed = Details.safeParse(answer.body).data?.SmsSendDetailDTOs.SmsSendDetailDTO;
    const ours = listed?.find(({ OutId }) => OutId === notice);
    if (ours === undefined) {
      return listed === undefined ? { kind: 'away', detail: 'unreadable' } : { kind: 'unsettled' };
    }
    return ours.SendStatus === failed ? lost(ours.ErrCode) : { kind: 'accepted', reference: null };
  }
}

/** 天级 stands only in the text of the code for all kinds of frequency limit. */
function aliyunRefusal(code: string, message: string): DeliveryAttempt {
  return code === 'isv.BUSINESS_LIMIT_CONTROL' && message.includes('天级')
    ? failedAttempt('daily-limit', code)
    : attemptOf(aliyunCodes, code);
}

function lost(detail: string): SmsInquiry {
  const meaning = meaningOf(aliyunCodes, detail);
  return { kind: 'refused', code: meaning === 'in-doubt' ? 'refused-otherwise' : meaning, detail };
}

/** Numbers of China without prefix, others with their country and without +. */
function aliyunNumber(e164: string): string {
  return e164.replace(/^\+86/u, '').replace(/^\+/u, '');
}

function chinaDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
}
