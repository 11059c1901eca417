import type { CaseState } from '../case/case.state.js';

/** On a case whose fax nobody could read surely, until the desk has typed what it says. */
export const untypedMark = 'fax-untyped';

export function isUntyped(state: Pick<CaseState, 'marks'>): boolean {
  return state.marks.includes(untypedMark);
}
