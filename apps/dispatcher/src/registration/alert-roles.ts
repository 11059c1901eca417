import { both, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toPerson } from '../case/notice-request.js';
import type { PersonId } from '#libs/contracts/identity.js';
import type { CasePolicy, TagAlert } from '../case/case-policy.port.js';
import type { CaseState } from '../case/case.state.js';

/**
 * Adds those whom the preset wants to hear of what has just become a fact: heads copied at the same moment as the
 * dispatch (PG-19), management told of a major case (PC-2.2). Each holder is told once a change.
 */
export function withAlerts(changed: Changed, policy: CasePolicy): Changed {
  const facts = new Set(changed.sayings.flatMap((saying) => saying.facts.map((record) => record.fact)));
  const state = changed.next;
  // A tag that the desk has still to decide runs its limits; it is no news yet for heads and management. That somebody
  // complains for the third time is news whatever the tag (SI-17).
  const news = [...facts].filter((fact) => state.question?.about !== 'tag' || fact === 'escalated-repeat');
  const alerts = news.flatMap((fact) => policy.alerts(state, fact));
  if (alerts.length === 0) {
    return changed;
  }
  const told = new Set<string>();
  const notices = alerts.flatMap((alert) =>
    // Whoever plays several parts hears the same once.
    readersOf(state, alert, policy)
      .filter((person) => isNew(told, `${person} ${alert.template} ${alert.fact ?? ''}`))
      .flatMap((person) =>
        alert.channels.map((channel) =>
          toPerson(person, alert.template, {
            channel,
            quotes: channel === 'mail' ? ['complaint', 'assessment'] : [],
            urgent: true,
            factWhenTold: alert.fact,
          }),
        ),
      ),
  );
  const history = alerts.map((alert) => ({
    event: 'alerted',
    by: 'system' as const,
    text: null,
    codes: { roles: alert.roles.join(' '), template: alert.template },
  }));
  return both(changed, change(state, { notices, history }));
}

/** Whoever handles the case has the dispatch itself; but where nobody else can make the fact by being told, they do. */
function readersOf(state: CaseState, alert: TagAlert, policy: CasePolicy): readonly PersonId[] {
  const holders = policy.holders(state, alert.roles);
  const others = holders.filter((person) => person !== state.handler);
  return others.length > 0 || alert.fact === null ? others : holders;
}

function isNew(known: Set<string>, key: string): boolean {
  return known.size !== known.add(key).size;
}
