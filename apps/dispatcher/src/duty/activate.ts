import type { HistoryLine } from '../case/case.decision.js';
import { both, factAt, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toAll } from '../case/notice-request.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { CaseState } from '../case/case.state.js';
import { factsOfChange } from './facts-of-change.js';

/**
 * A case has become major: the emergency plan runs at once (ME-0.2), or the leading group is asked whether it shall
 * (ME-2.0), and the case waits on that answer. What the desk has still to decide starts nothing.
 */
export function withActivation(changed: Changed, policy: CasePolicy, now: Date): Changed {
  const state = changed.next;
  const decided = state.question?.about !== 'tag' && state.stage !== 'closed';
  if (!factsOfChange(changed).has('tagged-major') || state.activation !== null || !decided) {
    return changed;
  }
  const rule = policy.duties.activation(state);
  if (rule === null) {
    return changed;
  }
  if (rule.mode === 'at-once') {
    return both(changed, activate(state, rule.mark, 'system', '', now));
  }
  const deciders = policy.holders(state, rule.decidedBy);
  const due = policy.dueFor(state, 'activation-decided');
  const asked = change(state, {
    set: { activation: 'asked' },
    notices: toAll(deciders.length > 0 ? deciders : policy.desk(state), 'activation-request', {
      parameters: { dueAt: due === null ? '' : policy.formatInstant(due) },
      quotes: ['complaint', 'assessment'],
      offers: ['activate', 'decline', 'help'],
      urgent: true,
    }),
    history: [{ event: 'activation-asked', by: 'system', text: null, codes: {} }],
  });
  return both(changed, asked);
}

/** The plan runs: the case carries its mark, which is what the entries of the plan ask for. */
export function activate(state: CaseState, mark: string, by: HistoryLine['by'], reason: string, now: Date): Changed {
  return change(state, {
    set: { activation: 'active', marks: [...new Set([...state.marks, mark])] },
    sayings: [{ type: 'case.noted', facts: [factAt('activation-decided', now)], also: {} }],
    history: [{ event: 'activated', by, text: reason === '' ? null : { kind: 'reason', value: reason }, codes: {} }],
  });
}
