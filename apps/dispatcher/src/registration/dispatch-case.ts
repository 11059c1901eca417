import { both, factAt, type Changed, type NoticeRequest } from '../case/case.decision.js';
import { toAll, toPerson } from '../case/notice-request.js';
import { change } from '../case/change-case.js';
import type { CaseState } from '../case/case.state.js';
import type { Assignment, CasePolicy } from '../case/case-policy.port.js';

/**
 * Gives the case to a department and a person (PG-19, PG-20), who is told by mail and SMS at the same time (PG-21).
 * Where the roster knows nobody, the desk is asked to transfer it by hand: no case is without an owner.
 */
export function dispatchCase(state: CaseState, assignment: Assignment | null, policy: CasePolicy, now: Date): Changed {
  if (!assignment) {
    return change(state, {
      notices: toAll(policy.desk(state), 'desk-assignment', {
        quotes: ['complaint', 'assessment'],
        offers: ['transfer', 'tag-major', 'invalid'],
        urgent: state.urgent,
      }),
      history: [{ event: 'nobody-to-assign', by: 'system', text: null, codes: { category: state.category ?? '' } }],
    });
  }
  const assigned = change(state, {
    set: { stage: 'assigned', department: assignment.department, handler: assignment.handler },
    sayings: [
      {
        type: 'case.assigned',
        facts: [factAt('assigned', now)],
        also: { department: assignment.department, person: assignment.handler },
      },
    ],
    history: [
      {
        event: 'assigned',
        by: 'system',
        text: null,
        codes: { department: assignment.department, handler: assignment.handler },
      },
    ],
  });
  return both(assigned, change(assigned.next, { notices: dispatchNotices(assigned.next, assignment, policy) }));
}

/** The mail and the SMS that tell a handler of new work. */
export function dispatchNotices(state: CaseState, assignment: Assignment, policy: CasePolicy): NoticeRequest[] {
  const acceptBy = policy.dueFor(state, 'accepted');
  return policy.dispatchChannels.map((channel) =>
    toPerson(assignment.handler, 'dispatch', {
      channel,
      parameters: acceptBy ? { acceptBy: policy.formatInstant(acceptBy) } : {},
      quotes: channel === 'mail' ? ['complaint', 'assessment'] : [],
      offers: channel === 'mail' ? ['accept', 'plan', 'contacted', 'transfer', 'invalid', 'help'] : [],
      urgent: true,
      factWhenTold: channel === 'mail' ? 'department-told' : null,
    }),
  );
}
