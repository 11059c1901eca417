import type { NoticeId } from '#libs/contracts/identity.js';
import type { SealedSms } from '../sealed-notice.schema.js';
import type { DeliveryAttempt } from './delivery-attempt.js';
import type { SendCode } from './send-codes.js';

/**
 * accepted   the provider has it: never send it again
 * refused    the provider had it and will not deliver it
 * unknown    the provider has never heard of it: sending it is safe
 * unsettled  the provider does not know it yet, which proves nothing
 * away       no answer; ask again later
 */
export type SmsInquiry =
  | { readonly kind: 'accepted'; readonly reference: string | null }
  | { readonly kind: 'refused'; readonly code: SendCode; readonly detail: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unsettled' }
  | { readonly kind: 'away'; readonly detail: string };

/** An SMS of which nobody knows whether the provider has it. */
export interface DoubtfulSms {
  readonly notice: NoticeId;
  readonly sms: SealedSms;
  /** Machine time at which the attempt began. */
  readonly attemptedAt: Date;
}

/** Hands an SMS to a provider, and asks about it later. */
export abstract class SmsTransport {
  /** Never throws for what the provider or network does. `unknown` whenever the provider may have taken it. */
  abstract send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt>;
  /** Never throws either. */
  abstract inquire(doubt: DoubtfulSms): Promise<SmsInquiry>;
}
