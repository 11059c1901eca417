import type { ConfigSendCode, RejectedSendCode, SendCode, TransientSendCode } from './send-codes.js';
import { configSendCodes, transientSendCodes } from './send-codes.js';

/** `detail` is the provider's own code or a status, never its words: they may hold a number. It goes to the log. */
interface Failed<Kind extends string, Code extends SendCode> {
  readonly kind: Kind;
  readonly code: Code;
  readonly detail: string;
}

/**
 * accepted       the next server or the provider has it
 * transient      it has not, and may take it later
 * refused        it has not, and never will
 * misconfigured  it has not, and an administrator must mend something before it takes any
 * unknown        no one here can say: it may have it (an answer that did not come)
 */
export type DeliveryAttempt =
  | { readonly kind: 'accepted'; readonly reference: string | null }
  | Failed<'transient', TransientSendCode>
  | Failed<'refused', RejectedSendCode>
  | Failed<'misconfigured', ConfigSendCode>
  | { readonly kind: 'unknown'; readonly detail: string };

/** A failure by its name: the name alone says which family it is of. Pure. */
export function failedAttempt(code: SendCode, detail: string): Exclude<DeliveryAttempt, { kind: 'accepted' }> {
  if (isOf(transientSendCodes, code)) {
    return { kind: 'transient', code, detail };
  }
  return isOf(configSendCodes, code) ? { kind: 'misconfigured', code, detail } : { kind: 'refused', code, detail };
}

function isOf<Code extends SendCode>(codes: readonly Code[], code: SendCode): code is Code {
  return codes.some((candidate) => candidate === code);
}
