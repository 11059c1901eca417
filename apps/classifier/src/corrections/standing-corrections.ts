import type { CorrectionRow } from '../store/correction.entity.js';

/** What of a correction tells whether it stands. */
type Said = Pick<CorrectionRow, 'caseId' | 'caseVersion' | 'decidedBy' | 'tag' | 'category'>;

/**
 * The correction that stands of each case: the last, unless it was taken back; then the one before that says what the
 * case has again, and none where that was the software's own word.
 */
export function standingCorrections<Row extends Said>(rows: readonly Row[]): Row[] {
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return [...byCase.values()].flatMap((said) => {
    const inOrder = said.toSorted((a, b) => b.caseVersion - a.caseVersion);
    const [last] = inOrder;
    if (last === undefined || last.decidedBy !== 'undo') {
      return last === undefined ? [] : [last];
    }
    const again = inOrder.find(
      (row) => row.decidedBy !== 'undo' && row.tag === last.tag && row.category === last.category,
    );
    return again === undefined ? [] : [again];
  });
}
