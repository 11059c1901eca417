import { toComplainant } from '../case/notice-request.js';
import { change } from '../case/change-case.js';
import type { Changed } from '../case/case.decision.js';
import type { CaseState } from '../case/case.state.js';
import type { CasePolicy } from '../case/case-policy.port.js';

/**
 * Tells the complainant number, responsible department and time limit (PG-18.1, SI-15), once per case. Where nobody
 * can be reached nothing is sent; the desk sees the case as unreachable.
 */
export function acknowledge(state: CaseState, department: string, missing: readonly string[], policy: CasePolicy): Changed {
  if (state.acknowledged || state.reachableBy === null) {
    return change(state, {});
  }
  const limit = policy.resolutionLimit(state);
  return change(state, {
    set: { acknowledged: true },
    notices: [
      toComplainant('acknowledgement', {
        parameters: {
          department,
          limit: limit?.title ?? '',
          dueAt: limit ? policy.formatInstant(limit.dueAt) : '',
          desk: policy.deskContact,
          missing: missing.join(','),
        },
        urgent: true,
        factWhenTold: 'acknowledged',
      }),
    ],
    history: [{ event: 'acknowledgement-intended', by: 'system', text: null, codes: {} }],
  });
}
