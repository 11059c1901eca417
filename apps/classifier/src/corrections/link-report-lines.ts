import type { LinkReport } from './link-report.js';

/** The report as lines of text; none where people have linked nothing. */
export function linkReportLines(report: LinkReport): string[] {
  const { together, merged, related, samePerson, sameCause, unknown, takenBack } = report;
  if (together + takenBack === 0) {
    return [];
  }
  return [
    '',
    `put together by people ${String(together)}: one case (合并) ${String(merged)}, related (关联) ${String(related)}   taken back ${String(takenBack)}`,
    `  known as the same person ${String(samePerson)}, as one cause ${String(sameCause)}, as neither ${String(unknown)}`,
  ];
}
