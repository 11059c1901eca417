import type { DeliveryId } from '#libs/contracts/identity.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import { both, factAt, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { endPauses } from '../case/end-pauses.js';
import { toAll, toPerson } from '../case/notice-request.js';
import type { CaseState } from '../case/case.state.js';
import { isAgreement } from './is-agreement.js';
import type { Satisfaction } from './read-satisfaction.js';

/**
 * What the complainant's message does. While the question whether it is settled is open, a plain yes closes the case
 * and a no opens it again (PC-5.2); anything else goes to whoever handles the case. A thank-you after the end changes
 * nothing; a "no" after the end reopens it.
 */
export function decideAnswer(
  state: CaseState,
  said: Satisfaction,
  text: string,
  policy: CasePolicy,
  now: Date,
): Changed {
  const words = { kind: 'note', value: text } as const;
  const noted = change(state, {
    history: [{ event: 'complainant-wrote', by: 'complainant', text: words, codes: { said } }],
  });
  // Clocks that stood still for want of an answer have it now.
  const heard = both(noted, endPauses(noted.next, 'complainant', '', now));
  const open = state.stage === 'resolved';
  const ended = state.stage === 'closed' && state.closeReason !== 'invalid' && state.closeReason !== 'merged';
  if (open && said === 'settled') {
    return both(heard, settle(heard.next, now));
  }
  if (state.stage === 'planned' && isAgreement(text)) {
    const agreed = agreeToPlan(heard.next, now);
    return both(both(heard, agreed), passOn(agreed.next, text, policy));
  }
  if ((open || ended) && said === 'unsettled') {
    return both(heard, reopen(heard.next, policy, now));
  }
  return ended && said === 'settled' ? heard : both(heard, passOn(heard.next, text, policy));
}

/** The complainant agrees to the plan that was told (ME-2.2, ME-3.3). */
function agreeToPlan(state: CaseState, now: Date): Changed {
  return change(state, {
    sayings: [{ type: 'case.noted', facts: [factAt('customer-agreed', now)], also: {} }],
    history: [{ event: 'customer-agreed', by: 'complainant', text: null, codes: {} }],
  });
}

/**
 * Whoever has the case reads it; the desk, where nobody has it or the desk ended it. `fax`: the delivery whose pages go
 * along, where it came as pages.
 */
export function passOn(state: CaseState, text: string, policy: CasePolicy, fax: DeliveryId | null = null): Changed {
  const { handler } = state;
  const details = { parameters: { text }, urgent: state.urgent, ...(fax === null ? {} : { pagesOf: fax }) };
  return change(state, {
    notices:
      handler === null || state.closeReason === 'invalid' || state.closeReason === 'referred'
        ? toAll(policy.desk(state), 'customer-wrote', { ...details, offers: ['contacted', 'reply', 'help'] })
        : [toPerson(handler, 'customer-wrote', { ...details, offers: ['reply', 'contacted', 'done', 'help'] })],
  });
}

/** The case ends with it, or with the last report that is still owed (duty/close-settled.ts). */
function settle(state: CaseState, now: Date): Changed {
  return change(state, {
    sayings: [{ type: 'case.confirmed', facts: [factAt('confirmed', now)], also: { satisfied: true } }],
    history: [{ event: 'confirmed', by: 'complainant', text: null, codes: {} }],
  });
}

function reopen(state: CaseState, policy: CasePolicy, now: Date): Changed {
  const sayings =
    state.stage === 'resolved'
      ? [{ type: 'case.confirmed' as const, facts: [factAt('return-visit', now)], also: { satisfied: false } }]
      : [];
  return change(state, {
    set: { stage: state.handler === null ? 'registered' : 'accepted', closeReason: null },
    sayings: [...sayings, { type: 'case.reopened', facts: [], also: {} }],
    notices:
      state.handler === null
        ? toAll(policy.desk(state), 'desk-assignment', {
            quotes: ['complaint', 'result'],
            offers: ['transfer', 'help'],
            urgent: true,
          })
        : [
            toPerson(state.handler, 'reopened', {
              quotes: ['complaint', 'plan', 'result'],
              offers: ['plan', 'contacted', 'reply', 'help'],
              urgent: true,
            }),
          ],
    history: [{ event: 'reopened', by: 'complainant', text: null, codes: {} }],
  });
}
