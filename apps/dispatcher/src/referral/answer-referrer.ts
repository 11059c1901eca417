import { both, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toReferrer } from '../case/notice-request.js';
import { referralMark } from './with-referral.js';

/**
 * Adds the answer to the authority that referred a case: what came of it, at the moment at which the complainant is told
 * or called (SI-12). Pure.
 */
export function withReferrer(changed: Changed): Changed {
  const state = changed.next;
  if (!state.marks.includes(referralMark)) {
    return changed;
  }
  const resolved = changed.sayings.some(({ type }) => type === 'case.resolved');
  const turnedAway =
    changed.notices.some(({ template }) => template === 'invalid-told') ||
    changed.sayings.some((saying) => saying.type === 'case.closed' && saying.also.reason === 'referred');
  if (!resolved && !turnedAway) {
    return changed;
  }
  const answer = toReferrer('referral-answer', { quotes: [resolved ? 'result' : 'reason'], held: !state.urgent });
  return both(changed, change(state, { notices: [answer] }));
}
