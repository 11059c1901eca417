import type { Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toPerson } from '../case/notice-request.js';
import type { CaseState } from '../case/case.state.js';
import type { CasePolicy } from '../case/case-policy.port.js';

/** Copies the heads and tells management of a case, at the same moment as it is dispatched (PG-19, PC-2.2). */
export function alertRoles(state: CaseState, policy: CasePolicy): Changed {
  if (state.tag === null) {
    return change(state, {});
  }
  const alerts = policy.alerts(state.tag);
  return change(state, {
    notices: alerts.flatMap((alert) =>
      policy.holders(state, alert.roles).flatMap((person) =>
        alert.channels.map((channel) =>
          toPerson(person, alert.template, {
            channel,
            quotes: channel === 'mail' ? ['complaint', 'assessment'] : [],
            urgent: true,
            factWhenTold: alert.fact,
          }),
        ),
      ),
    ),
    history: alerts.map((alert) => ({ event: 'alerted', by: 'system' as const, text: null, codes: { roles: alert.roles.join(' '), template: alert.template } })),
  });
}
