import { change } from '../case/change-case.js';
import { toAll } from '../case/notice-request.js';
import type { Changed } from '../case/case.decision.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { CaseState } from '../case/case.state.js';

/** Asks the desk to type what a fax says, with its pages; it may as well decide at once. The clocks run from the arrival. */
export function askForText(state: CaseState, policy: CasePolicy): Changed {
  const due = policy.dueFor(state, 'assigned');
  return change(state, {
    set: { question: { about: 'tag' } },
    notices: toAll(policy.desk(state), 'fax-text', {
      parameters: { dueAt: due ? policy.formatInstant(due) : '' },
      quotes: ['complaint'],
      offers: ['transcribe', 'tag-general', 'tag-major', 'invalid', 'help'],
      urgent: true,
    }),
    history: [{ event: 'fax-text-asked', by: 'system', text: null, codes: {} }],
  });
}
