import { both, factAt, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toPerson } from '../case/notice-request.js';
import { nameOf, type CaseState } from '../case/case.state.js';

export interface RepeatRule {
  readonly times: number;
  readonly withinDays: number;
  readonly mark: string;
}

const dayMs = 86_400_000;

/** How often the matter has been complained of with this case: earlier ones in the window that were complaints at all. */
export function timesOf(state: CaseState, earlier: readonly CaseState[], rule: RepeatRule): number {
  const since = state.receivedAt.getTime() - rule.withinDays * dayMs;
  const counted = earlier.filter(
    (other) => other.receivedAt.getTime() >= since && other.closeReason !== 'invalid' && other.number !== null,
  );
  return counted.length + 1;
}

/**
 * What comes of a complaint whose matter was complained of before: whoever handles it is told, and from the preset's
 * number of times on it is escalated (SI-17): the mark starts the limit, the fact lets the head of the centre hear of it.
 */
export function decideRepeat(
  state: CaseState,
  earlier: readonly CaseState[],
  rule: RepeatRule | null,
  now: Date,
): Changed {
  const numbers = earlier.map(nameOf).join('、');
  const linked = change(state, {
    notices:
      state.handler === null || state.stage === 'closed'
        ? []
        : [toPerson(state.handler, 'linked-told', { parameters: { kind: 'repeat', others: numbers } })],
    history: [{ event: 'linked', by: 'system', text: null, codes: { kind: 'repeat', others: numbers } }],
  });
  const times = rule === null ? 0 : timesOf(state, earlier, rule);
  if (rule === null || times < rule.times || state.marks.includes(rule.mark) || state.stage === 'closed') {
    return linked;
  }
  const escalated = change(linked.next, {
    set: { marks: [...state.marks, rule.mark] },
    sayings: [{ type: 'case.noted', facts: [factAt('escalated-repeat', now)], also: {} }],
    history: [{ event: 'escalated-as-repeat', by: 'system', text: null, codes: { times: String(times) } }],
  });
  return both(linked, escalated);
}
