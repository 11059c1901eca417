import type { NoticeChannel } from '#libs/contracts/vocabulary.js';
import type { DeliveryAttempt } from '../transport/delivery-attempt.js';
import type { SmsInquiry } from '../transport/sms.transport.js';
import type { NoticeFailureCode } from '../store/notice.entity.js';
import { doubtDelayMs } from './doubt-ladder.decision.js';
import { retryDelayMs } from './retry-delay.decision.js';

/** What is put on record after an attempt or an inquiry. */
export type NextStep =
  | { readonly kind: 'told'; readonly reference: string | null }
  | { readonly kind: 'failed'; readonly code: NoticeFailureCode }
  | { readonly kind: 'wait'; readonly delayMs: number }
  | { readonly kind: 'doubt'; readonly delayMs: number };

/** How often a notice was sent, and how often the provider was asked about the last time; this time included. */
export interface Tries {
  readonly attempts: number;
  readonly inquiries: number;
}

/**
 * A mail of which nobody knows is sent again, with the same Message-ID; an SMS of which nobody knows is asked about.
 * What an administrator must mend fails at once: the customer does not wait for that.
 */
export function afterAttempt(channel: NoticeChannel, { attempts }: Tries, attempt: DeliveryAttempt): NextStep {
  switch (attempt.kind) {
    case 'accepted':
      return { kind: 'told', reference: attempt.reference };
    case 'refused':
    case 'misconfigured':
      return { kind: 'failed', code: attempt.code };
    case 'unknown':
      return channel === 'sms' ? askOrLeave(0) : waitOrGiveUp(attempts, 'gave-up');
    case 'transient':
      return waitOrGiveUp(attempts, attempt.code === 'frequency-limited' ? attempt.code : 'gave-up');
  }
  return attempt satisfies never;
}

/**
 * Only "never heard of it" lets an SMS be sent again. When nobody can say after a while, a person must decide: it failed
 * as in-doubt, and a receipt that comes yet settles it.
 */
export function afterInquiry({ attempts, inquiries }: Tries, inquiry: SmsInquiry): NextStep {
  switch (inquiry.kind) {
    case 'accepted':
      return { kind: 'told', reference: inquiry.reference };
    case 'refused':
      return { kind: 'failed', code: failureOf(inquiry.code) };
    case 'unknown':
      return retryDelayMs(attempts) === null ? { kind: 'failed', code: 'gave-up' } : { kind: 'wait', delayMs: 0 };
    case 'unsettled':
    case 'away':
      return askOrLeave(inquiries);
  }
  return inquiry satisfies never;
}

/** What the provider took and then failed is not tried again, whatever family its name is of. */
function failureOf(code: Extract<SmsInquiry, { kind: 'refused' }>['code']): NoticeFailureCode {
  switch (code) {
    case 'server-away':
    case 'server-busy':
    case 'login-refused':
    case 'sender-refused':
    case 'tls-failed':
      return 'refused-otherwise';
    default:
      return code;
  }
}

function waitOrGiveUp(attempts: number, code: NoticeFailureCode): NextStep {
  const delayMs = retryDelayMs(attempts);
  return delayMs === null ? { kind: 'failed', code } : { kind: 'wait', delayMs };
}

function askOrLeave(inquiries: number): NextStep {
  const delayMs = doubtDelayMs(inquiries);
  return delayMs === null ? { kind: 'failed', code: 'in-doubt' } : { kind: 'doubt', delayMs };
}
