import type { CorrectionRow } from '#apps/classifier/src/store/correction.entity.js';
import { tableLines } from '../administration/write-table.js';

/** Who said what instead, the latest first; with the reasons where they are known. */
export function correctionList(
  rows: readonly CorrectionRow[],
  reasons: ReadonlyMap<string, string | null> | null,
): string[] {
  const heading = ['when', 'case', 'who', 'tag', 'category', 'why'];
  const lines = rows
    .toSorted((a, b) => b.correctedAt.getTime() - a.correctedAt.getTime())
    .map((row) => [
      row.correctedAt.toISOString().slice(0, 16),
      row.caseId.slice(0, 8),
      row.decidedBy === 'undo' ? 'taken back' : (row.person ?? row.decidedBy),
      moved(row.tagBefore, row.tag),
      moved(row.categoryBefore, row.category),
      why(row, reasons),
    ]);
  return rows.length === 0 ? ['people have said nothing in this time'] : tableLines([heading, ...lines]);
}

function moved(before: string | null | undefined, after: string | null | undefined): string {
  return before == null || before === after ? (after ?? '-') : `${before} → ${after ?? '-'}`;
}

function why({ reason }: CorrectionRow, reasons: ReadonlyMap<string, string | null> | null): string {
  if (reason == null) {
    return '-';
  }
  return reasons === null ? 'given' : (reasons.get(reason) ?? 'erased').replace(/\s+/gu, ' ');
}
