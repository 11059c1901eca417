import { toAll, toComplainant } from '../case/notice-request.js';
import { change } from '../case/change-case.js';
import type { Changed } from '../case/case.decision.js';
import type { CaseState } from '../case/case.state.js';
import type { CasePolicy } from '../case/case-policy.port.js';

/**
 * Tells the complainant number, responsible department and time limit (PG-18.1, SI-15), once per case. Where nobody
 * can be reached, that becomes a task for the desk: silence is never the answer.
 */
export function acknowledge(state: CaseState, missing: readonly string[], policy: CasePolicy): Changed {
  if (state.acknowledged) {
    return change(state, {});
  }
  if (state.reachableBy === null) {
    return openCallTask(state, policy);
  }
  return change(state, {
    set: { acknowledged: true },
    notices: [
      toComplainant('acknowledgement', {
        parameters: {
          missing: policy.duties.asksFor(state, missing).join(','),
          materials: policy.duties.keepsEvidence && state.marks.includes('material') ? 'yes' : '',
        },
        urgent: true,
        factWhenTold: 'acknowledged',
      }),
    ],
    history: [{ event: 'acknowledgement-intended', by: 'system', text: null, codes: {} }],
  });
}

/** Nobody can be written to: the desk calls, or finds another way, and records the contact. */
function openCallTask(state: CaseState, policy: CasePolicy): Changed {
  return change(state, {
    set: { acknowledged: true },
    notices: toAll(policy.desk(state), 'call-task', {
      quotes: ['complaint'],
      offers: ['contacted', 'help'],
      urgent: true,
    }),
    history: [{ event: 'call-task-opened', by: 'system', text: null, codes: {} }],
  });
}
