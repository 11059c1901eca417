import type { CaseState } from '../case/case.state.js';

/**
 * Marks of a case that is put back (撤销): whether it belongs to a group is not what the command did, so that this stays
 * as it is now. `mark`: the preset's for a group; null: it knows none.
 */
export function marksPutBack(
  earlier: Pick<CaseState, 'marks'>,
  current: Pick<CaseState, 'marks'>,
  mark: string | null,
  inGroup: boolean,
): readonly string[] {
  if (mark === null || earlier.marks.includes(mark) === current.marks.includes(mark)) {
    return earlier.marks;
  }
  const others = earlier.marks.filter((one) => one !== mark);
  return inGroup ? [...others, mark] : others;
}
