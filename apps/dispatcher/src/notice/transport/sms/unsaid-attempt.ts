import { failedAttempt, type DeliveryAttempt } from '../delivery-attempt.js';

/** How an exchange ends without a word of the provider: never reached, no answer, or an answer in nobody's form. */
export type Unsaid =
  | { readonly kind: 'unreached' | 'unanswered'; readonly detail: string }
  | { readonly kind: 'other'; readonly status: number };

/** What never arrived may be sent again; of all else nobody here can say whether the provider has it. Pure. */
export function unsaidAttempt(answer: Unsaid): DeliveryAttempt {
  switch (answer.kind) {
    case 'unreached':
      return failedAttempt('server-away', answer.detail);
    case 'unanswered':
      return { kind: 'unknown', detail: answer.detail };
    case 'other':
      return { kind: 'unknown', detail: `HTTP ${String(answer.status)}` };
  }
  return answer satisfies never;
}
