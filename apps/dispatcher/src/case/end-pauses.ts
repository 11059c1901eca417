import type { Changed, HistoryLine } from './case.decision.js';
import type { CaseState } from './case.state.js';
import { change } from './change-case.js';

export function isPaused(state: CaseState): boolean {
  return state.pauses.some((pause) => pause.until === null);
}

/** The clocks run on, for the reason given or since the pause has lost its own; nothing changes where none stands still. */
export function endPauses(state: CaseState, by: HistoryLine['by'], reason: string, now: Date): Changed {
  if (!isPaused(state)) {
    return change(state, {});
  }
  const pauses = state.pauses.map((pause) => (pause.until === null ? { ...pause, until: now.toISOString() } : pause));
  return change(state, {
    set: { pauses },
    sayings: [{ type: 'case.timed', facts: [], also: { pauses, agreedLimits: [...state.agreedLimits] } }],
    history: [{ event: 'resumed', by, text: reason === '' ? null : { kind: 'reason', value: reason }, codes: {} }],
  });
}
