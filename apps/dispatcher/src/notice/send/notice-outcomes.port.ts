import type { NoticeId } from '#libs/contracts/identity.js';
import type { NoticeFailureCode } from '../store/notice.entity.js';

/** What becomes of a notice, for whoever keeps the case. Called in the transaction that records the outcome. */
export abstract class NoticeOutcomes {
  /** The next mail server or SMS provider has it. `at` is business time. */
  abstract told(notice: NoticeId, at: Date): Promise<void>;
  /** It will not arrive. */
  abstract failed(notice: NoticeId, code: NoticeFailureCode, at: Date): Promise<void>;
}
