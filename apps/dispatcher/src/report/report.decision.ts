import type { PersonId } from '#libs/contracts/identity.js';
import type { NoticeChannel } from '#libs/contracts/vocabulary.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { both, factAt, type Changed, type NoticeRequest } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toAll } from '../case/notice-request.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { CaseState } from '../case/case.state.js';
import { dispatchNotices } from '../registration/dispatch-case.js';

export interface Report {
  readonly outcome: DataOf<'delivery-report.received'>['reports'][number]['outcome'];
  readonly status: string;
  /** The person of the roster that the notice went to; null: the complainant. */
  readonly person: PersonId | null;
  readonly channel: NoticeChannel;
  readonly template: string;
  /** Whom the case was taken from before for the same reason. */
  readonly lostBefore: readonly PersonId[];
  /** For whoever calls the complainant instead. */
  readonly call: CallWords;
}

/** Why the complainant does not hear from us, and what we would have said; either may be empty. */
export interface CallWords {
  readonly why: string;
  readonly text: string;
}

/**
 * A dispatch is a contract that is watched: where its mail bounces or an out-of-office answers before the handler has
 * taken the case, it goes to somebody else at once (PG-9, PG-22). A complainant whose address fails becomes a call task.
 */
export function decideReport(state: CaseState, report: Report, policy: CasePolicy, now: Date): Changed {
  const noted = change(state, {
    history: [
      {
        event: `report-${report.outcome}`,
        by: 'system',
        text: null,
        codes: { status: report.status, template: report.template },
      },
    ],
  });
  const lost = report.outcome === 'failed-hard' || report.outcome === 'absent';
  if (!lost || state.stage === 'closed') {
    return noted;
  }
  if (report.person === null) {
    // One call task for a dead address, however many mails come back from it.
    return report.outcome === 'absent' || state.reachableBy !== report.channel
      ? noted
      : both(noted, unreachable(noted.next, policy, report.call));
  }
  // A handler's text message goes beside the mail: that one alone failed is no reason to take the case away.
  const waiting = report.channel === 'mail' && state.handler === report.person && state.stage === 'assigned';
  return waiting ? both(noted, dispatchAnew(noted.next, report.person, report.lostBefore, policy, now)) : noted;
}

/** The desk calls the complainant this once. */
export function callTask(state: CaseState, policy: CasePolicy, call: CallWords): NoticeRequest[] {
  return toAll(policy.desk(state), 'call-task', {
    parameters: { ...call },
    quotes: ['complaint'],
    offers: ['contacted', 'help'],
    urgent: true,
  });
}

function unreachable(state: CaseState, policy: CasePolicy, call: CallWords): Changed {
  return change(state, {
    set: { reachableBy: null },
    notices: callTask(state, policy, call),
    history: [{ event: 'call-task-opened', by: 'system', text: null, codes: {} }],
  });
}

function dispatchAnew(
  state: CaseState,
  lost: PersonId,
  before: readonly PersonId[],
  policy: CasePolicy,
  now: Date,
): Changed {
  const away = [lost, ...before];
  const deputy = policy.deputyFor(state, lost);
  const next =
    deputy && !away.includes(deputy.handler) ? deputy : policy.assign(state, state.category ?? 'other', away);
  if (!next || away.includes(next.handler)) {
    return change(state, {
      notices: toAll(policy.desk(state), 'desk-assignment', {
        quotes: ['complaint'],
        offers: ['transfer'],
        urgent: true,
      }),
    });
  }
  return change(state, {
    set: { handler: next.handler, department: next.department },
    sayings: [
      {
        type: 'case.assigned',
        facts: [factAt('assigned', now)],
        also: { department: next.department, person: next.handler },
      },
    ],
    notices: dispatchNotices(state, next, policy),
    history: [{ event: 'assigned-anew', by: 'system', text: null, codes: { from: lost, to: next.handler } }],
  });
}
