import { failedAttempt, type DeliveryAttempt } from '../../delivery-attempt.js';
import type { SendCode } from '../../send-codes.js';

/** What a provider's codes mean; `in-doubt`: it says itself that it does not know what became of the message. */
export type CodeTable = Readonly<Record<string, SendCode | 'in-doubt'>>;

/**
 * The meaning of a provider's code: the code itself, else what stands before its last dot, and so on
 * (`AuthFailure.SignatureExpire`, `AuthFailure`). Pure.
 */
export function meaningOf(table: CodeTable, code: string): SendCode | 'in-doubt' {
  for (let part = code; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('.')))) {
    const meaning = Object.hasOwn(table, part) ? table[part] : undefined;
    if (meaning !== undefined) {
      return meaning;
    }
  }
  return 'refused-otherwise';
}

/** An attempt that the provider answered with a code of its own. Pure. */
export function attemptOf(table: CodeTable, code: string): Exclude<DeliveryAttempt, { kind: 'accepted' }> {
  const meaning = meaningOf(table, code);
  return meaning === 'in-doubt' ? { kind: 'unknown', detail: code } : failedAttempt(meaning, code);
}
