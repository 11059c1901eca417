import type { NoticeId } from '#libs/contracts/identity.js';
import type { SealedSms } from '../sealed-notice.schema.js';
import type { DeliveryAttempt } from './delivery-attempt.js';

/**
 * accepted  the provider has it: never send it again
 * refused   the provider had it and will not deliver it
 * unknown   the provider has never heard of it: sending it is safe
 * away      no answer; ask again later
 */
export type SmsInquiry =
  | { readonly kind: 'accepted'; readonly reference: string | null }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'away'; readonly detail: string };

/** Hands an SMS to a provider under our own reference, by which it can be asked about later. */
export abstract class SmsTransport {
  /** Never throws for what the gateway or network does. `unknown` whenever the gateway may have taken it. */
  abstract send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt>;
  abstract inquire(notice: NoticeId): Promise<SmsInquiry>;
}
