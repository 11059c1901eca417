import type { PersonId } from '#libs/contracts/identity.js';
import type { NoticeChannel } from '#libs/contracts/vocabulary.js';
import { both, type Changed } from '../case/case.decision.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import { change } from '../case/change-case.js';
import { toAll } from '../case/notice-request.js';
import type { CaseState } from '../case/case.state.js';
import type { NoticeFailureCode } from '../notice/store/notice.entity.js';
import { decideReport } from './report.decision.js';

export interface Undelivered {
  readonly code: NoticeFailureCode;
  readonly person: PersonId | null;
  readonly channel: NoticeChannel;
  readonly template: string;
  readonly lostBefore: readonly PersonId[];
}

/**
 * A notice that could not be handed over. An address that is refused is no better than one that bounces: a dispatch goes
 * to somebody else at once (PG-9, PG-22). Where the address may be well, somebody calls the complainant this once; what
 * staff does not get is on record, and their limits run.
 */
export function decideUndelivered(state: CaseState, notice: Undelivered, policy: CasePolicy, now: Date): Changed {
  const { code, template } = notice;
  const noted = change(state, {
    history: [{ event: 'notice-failed', by: 'system', text: null, codes: { template, code } }],
  });
  if (code === 'recipient-refused') {
    const report = { ...notice, outcome: 'failed-hard' as const, status: code };
    return both(noted, decideReport(noted.next, report, policy, now));
  }
  const wanted = notice.person === null && code !== 'erased' && state.stage !== 'closed';
  const call = toAll(policy.desk(state), 'call-task', {
    quotes: ['complaint'],
    offers: ['contacted', 'help'],
    urgent: true,
  });
  return wanted ? both(noted, change(noted.next, { notices: call })) : noted;
}
