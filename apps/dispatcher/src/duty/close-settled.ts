import { both, factAt, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toComplainant, toPerson } from '../case/notice-request.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import { latestFact, type CaseState } from '../case/case.state.js';
import { factsOfChange } from './facts-of-change.js';

/**
 * A case that the customer has settled ends as soon as everything is on record that must be (PC-10.2, PC-15, ME-2.2):
 * with the answer itself, or with the last report that was owed.
 */
export function withClosing(changed: Changed, policy: CasePolicy, now: Date): Changed {
  const state = changed.next;
  if (factsOfChange(changed).size === 0 || !isSettled(state)) {
    return changed;
  }
  const missing = policy.duties.closedGates(state, 'closing');
  if (missing.length > 0) {
    return factsOfChange(changed).has('confirmed') ? both(changed, tellWhatIsOwed(state, missing)) : changed;
  }
  const { handler } = state;
  const closed = change(state, {
    set: { stage: 'closed', closeReason: 'confirmed' },
    sayings: [{ type: 'case.closed', facts: [factAt('closed', now)], also: { reason: 'confirmed' } }],
    notices: [
      toComplainant('closing-thanks'),
      ...(handler === null ? [] : [toPerson(handler, 'closed-told', { parameters: { reason: 'confirmed' } })]),
    ],
    history: [{ event: 'closed-confirmed', by: 'complainant', text: null, codes: {} }],
  });
  return both(changed, closed);
}

/** The customer said yes to what was done last. */
export function isSettled(state: CaseState): boolean {
  const [resolved, confirmed] = [latestFact(state, 'resolved'), latestFact(state, 'confirmed')];
  return state.stage === 'resolved' && resolved !== null && confirmed !== null && confirmed >= resolved;
}

function tellWhatIsOwed(state: CaseState, missing: readonly { readonly needs: string }[]): Changed {
  return change(state, {
    notices:
      state.handler === null
        ? []
        : [
            toPerson(state.handler, 'closing-waits', {
              parameters: { needs: missing.map(({ needs }) => needs).join('、') },
              offers: ['help'],
            }),
          ],
    history: [{ event: 'closing-waits', by: 'system', text: null, codes: {} }],
  });
}
