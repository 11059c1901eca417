import type { NoticeId } from '#libs/contracts/identity.js';
import type { Logger } from '#libs/observability/logger.js';
import type { SealedSms } from '../../sealed-notice.schema.js';
import type { DeliveryAttempt } from '../delivery-attempt.js';
import { SmsTransport, type SmsInquiry } from '../sms.transport.js';

/** Without a provider: says in the log that an SMS would have gone, by template, without number or text. */
export class LogSmsTransport extends SmsTransport {
  constructor(private readonly logger: Logger) {
    super();
  }

  override async send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt> {
    this.logger.info(
      { noticeId: notice, template: sms.template },
      'No SMS provider is configured; this SMS was not sent to anybody',
    );
    return Promise.resolve({ kind: 'accepted', reference: null });
  }

  override async inquire(): Promise<SmsInquiry> {
    return Promise.resolve({ kind: 'unknown' });
  }
}
