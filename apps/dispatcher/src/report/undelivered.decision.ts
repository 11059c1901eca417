import type { PersonId } from '#libs/contracts/identity.js';
import type { NoticeChannel } from '#libs/contracts/vocabulary.js';
import { both, type Changed } from '../case/case.decision.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import { change } from '../case/change-case.js';
import type { CaseState } from '../case/case.state.js';
import type { NoticeFailureCode } from '../notice/store/notice.entity.js';
import { callTask, decideReport } from './report.decision.js';
import { failureWords } from './sms-failure-words.table.js';

export interface Undelivered {
  readonly code: NoticeFailureCode;
  readonly person: PersonId | null;
  readonly channel: NoticeChannel;
  readonly template: string;
  readonly lostBefore: readonly PersonId[];
  /** What a text message said, for whoever calls instead; empty for a mail. */
  readonly said: string;
}

/**
 * A notice that could not be handed over. An address that is refused is no better than one that bounces: a dispatch goes
 * to somebody else at once (PG-9, PG-22). Where the address may be well, somebody calls the complainant this once; what
 * staff does not get is on record, and their limits run.
 */
export function decideUndelivered(state: CaseState, notice: Undelivered, policy: CasePolicy, now: Date): Changed {
  const { code, template, said } = notice;
  const call = { why: failureWords[code], text: said };
  const noted = change(state, {
    history: [{ event: 'notice-failed', by: 'system', text: null, codes: { template, code } }],
  });
  if (code === 'recipient-refused' || code === 'recipient-opted-out') {
    const report = { ...notice, outcome: 'failed-hard' as const, status: code, call };
    return both(noted, decideReport(noted.next, report, policy, now));
  }
  const wanted = notice.person === null && code !== 'erased' && state.stage !== 'closed';
  return wanted ? both(noted, change(noted.next, { notices: callTask(state, policy, call) })) : noted;
}
