import type { NoticeChannel } from '#libs/contracts/vocabulary.js';
import type { DeliveryAttempt } from '../transport/delivery-attempt.js';
import type { SmsInquiry } from '../transport/sms.transport.js';
import type { NoticeFailureCode } from '../store/notice.entity.js';
import { retryDelayMs } from './retry-delay.decision.js';

/** What is put on record after an attempt or an inquiry. */
export type NextStep =
  | { readonly kind: 'told'; readonly reference: string | null }
  | { readonly kind: 'failed'; readonly code: NoticeFailureCode }
  | { readonly kind: 'wait'; readonly delayMs: number }
  | { readonly kind: 'doubt'; readonly delayMs: number };

/** `attempts` counts sends and inquiries, this one included. A mail of which nobody knows is sent again, with the same Message-ID; an SMS of which nobody knows is asked about. */
export function afterAttempt(channel: NoticeChannel, attempts: number, attempt: DeliveryAttempt): NextStep {
  switch (attempt.kind) {
    case 'accepted':
      return { kind: 'told', reference: attempt.reference };
    case 'refused':
      return { kind: 'failed', code: attempt.code };
    case 'unknown':
      return channel === 'sms' ? askOrGiveUp(attempts) : waitOrGiveUp(attempts);
    case 'transient':
      return waitOrGiveUp(attempts);
  }
  return attempt satisfies never;
}

/** Only "never heard of it" lets an SMS be sent again. When the gateway stays away, a person must look: it failed as in-doubt. */
export function afterInquiry(attempts: number, inquiry: SmsInquiry): NextStep {
  switch (inquiry.kind) {
    case 'accepted':
      return { kind: 'told', reference: inquiry.reference };
    case 'refused':
      return { kind: 'failed', code: 'recipient-refused' };
    case 'unknown':
      return { kind: 'wait', delayMs: 0 };
    case 'away':
      return askOrGiveUp(attempts);
  }
  return inquiry satisfies never;
}

function waitOrGiveUp(attempts: number): NextStep {
  const delayMs = retryDelayMs(attempts);
  return delayMs === null ? { kind: 'failed', code: 'gave-up' } : { kind: 'wait', delayMs };
}

function askOrGiveUp(attempts: number): NextStep {
  const delayMs = retryDelayMs(attempts);
  return delayMs === null ? { kind: 'failed', code: 'in-doubt' } : { kind: 'doubt', delayMs };
}
