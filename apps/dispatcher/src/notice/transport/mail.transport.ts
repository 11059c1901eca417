import type { NoticeId } from '#libs/contracts/identity.js';
import type { SealedMail } from '../sealed-notice.schema.js';
import type { DeliveryAttempt } from './delivery-attempt.js';

/** Hands a mail to the next server. Sending the same notice again is harmless: it has the same Message-ID. */
export abstract class MailTransport {
  /** Never throws for what the server or network does; `unknown` is for a yes that may have been lost. */
  abstract send(notice: NoticeId, mail: SealedMail): Promise<DeliveryAttempt>;
  abstract close(): Promise<void>;
}
