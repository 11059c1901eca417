import type { NoticeId } from '#libs/contracts/identity.js';
import type { Logger } from '#libs/observability/logger.js';
import type { SealedSms } from '../../sealed-notice.schema.js';
import { failedAttempt, type DeliveryAttempt } from '../delivery-attempt.js';
import { SmsTransport, type DoubtfulSms, type SmsInquiry } from '../sms.transport.js';

/** Counts attempts, for the metrics. */
export type CountAttempt = (attempt: DeliveryAttempt) => void;

/** Sends each SMS by the account that it was written for; those without one by the gateway of the environment. */
export class SmsAccountsTransport extends SmsTransport {
  constructor(
    private readonly accounts: ReadonlyMap<string, SmsTransport>,
    private readonly otherwise: SmsTransport,
    private readonly logger: Logger,
    private readonly count: CountAttempt,
  ) {
    super();
  }

  override async send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt> {
    const transport = this.of(sms);
    const attempt =
      transport === undefined ? failedAttempt('account-unknown', sms.account ?? '') : await transport.send(notice, sms);
    this.count(attempt);
    if (attempt.kind === 'misconfigured') {
      this.logger.error(
        { noticeId: notice, account: sms.account, template: sms.key, attempt },
        'An SMS account must be mended: see docs/operations/text-messages.md for the code',
      );
    } else if (attempt.kind !== 'accepted') {
      this.logger.warn({ noticeId: notice, account: sms.account, attempt }, 'An SMS was not accepted');
    }
    return attempt;
  }

  override async inquire(doubt: DoubtfulSms): Promise<SmsInquiry> {
    const transport = this.of(doubt.sms);
    const inquiry: SmsInquiry =
      transport === undefined ? { kind: 'away', detail: 'account-unknown' } : await transport.inquire(doubt);
    this.logger.info(
      { noticeId: doubt.notice, account: doubt.sms.account, inquiry },
      'An SMS in doubt was asked about',
    );
    return inquiry;
  }

  private of({ account }: SealedSms): SmsTransport | undefined {
    return account === null ? this.otherwise : this.accounts.get(account);
  }
}
