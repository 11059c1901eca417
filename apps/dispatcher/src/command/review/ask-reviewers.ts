import { refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toAll } from '../../case/notice-request.js';
import type { CaseState } from '../../case/case.state.js';
import type { CasePolicy } from '../../case/case-policy.port.js';

/** Puts the plan before the holders of its next open step; nobody reviews a plan of their own, nor one that they carry out. */
export function askReviewers(state: CaseState, policy: CasePolicy): Decision {
  const step = state.plan?.openSteps[0];
  if (!state.plan || !step) {
    return change(state, {});
  }
  const own = [state.plan.by, state.handler];
  const reviewers = policy.holders(state, step.roles).filter((person) => !own.includes(person));
  if (reviewers.length === 0) {
    return refused('nobody-to-decide', { roles: step.roles.join('、') });
  }
  const legal = step.kind === 'opinion';
  const due = policy.dueFor(state, legal ? 'opinion-filed' : 'approved');
  return change(state, {
    notices: toAll(reviewers, legal ? 'legal-review' : 'approval-request', {
      parameters: {
        limitWanted: legal || policy.duties.limitsSetByApproval(state).length === 0 ? '' : 'yes',
        clauses: step.clauses.join(' '),
        ...(due ? { dueAt: policy.formatInstant(due) } : {}),
      },
      quotes: ['complaint', 'assessment', 'plan', 'findings', ...(legal ? [] : (['opinion'] as const))],
      offers: legal ? ['opinion', 'help'] : ['approve', 'reject', 'help'],
      urgent: true,
    }),
    history: [
      { event: 'review-asked', by: 'system', text: null, codes: { step: step.kind, plan: String(state.plan.no) } },
    ],
  });
}
