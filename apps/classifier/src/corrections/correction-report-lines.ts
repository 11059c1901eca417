import type { Corrected, CorrectionReport } from './correction-report.js';

const most = 15;

function share(part: number, of: number): string {
  return of === 0 ? '–' : `${((part / of) * 100).toFixed(1)} %`;
}

/** The report as lines of text. */
export function correctionReportLines(report: CorrectionReport): string[] {
  const { answered, leftToDesk, decidedByPeople } = report;
  if (answered === 0) {
    return ['no complaint was classified in this time'];
  }
  return [
    `classified ${String(answered)}   left to the desk ${String(leftToDesk)} (${share(leftToDesk, answered)})   decided or corrected by people ${String(decidedByPeople)}`,
    `corrected ${String(report.corrected)} (${share(report.corrected, answered)}): tag ${String(report.tagCorrected)} (${share(report.tagCorrected, answered - leftToDesk)} of what the software decided), category ${String(report.categoryCorrected)} (${share(report.categoryCorrected, answered)})`,
    ...confusionLines(report),
    ...mostCorrected('who decided', report.byDecider, true),
    ...mostCorrected('most corrected rules', report.byRule, false),
    ...categoryLines(report),
    ...opinionLines(report),
  ];
}

function confusionLines({ confusion }: CorrectionReport): string[] {
  const rows = Object.keys(confusion).toSorted();
  if (rows.length === 0) {
    return ['', 'people have said nothing of these yet'];
  }
  const columns = [...new Set(Object.values(confusion).flatMap((row) => Object.keys(row)))].toSorted();
  return [
    '',
    `answered \\ people said${columns.map((tag) => tag.padStart(9)).join('')}   (?: left to the desk, best guess)`,
    ...rows.map(
      (tag) => `${tag.padEnd(22)}${columns.map((other) => String(confusion[tag]?.[other] ?? 0).padStart(9)).join('')}`,
    ),
  ];
}

function mostCorrected(title: string, table: Readonly<Record<string, Corrected>>, all: boolean): string[] {
  const rows = Object.entries(table)
    .filter(([, { corrected }]) => all || corrected > 0)
    .toSorted(([a, x], [b, y]) => y.corrected - x.corrected || (a < b ? -1 : 1))
    .slice(0, most);
  return rows.length === 0 ? [] : ['', title, ...rows.map(([key, sum]) => line(key, sum))];
}

function line(key: string, { answered, corrected }: Corrected): string {
  return `  ${key.padEnd(34)} ${String(corrected).padStart(5)} of ${String(answered).padStart(5)}  ${share(corrected, answered)}`;
}

function categoryLines({ byCategory }: CorrectionReport): string[] {
  const rows = Object.entries(byCategory)
    .filter(([, { corrected }]) => corrected > 0)
    .toSorted(([a, x], [b, y]) => y.corrected - x.corrected || (a < b ? -1 : 1))
    .slice(0, most);
  return rows.length === 0
    ? []
    : [
        '',
        'most corrected categories',
        ...rows.map(([key, sum]) => {
          const instead = Object.entries(sum.instead)
            .toSorted(([, x], [, y]) => y - x)
            .map(([category, n]) => `${category} ${String(n)}`);
          return `${line(key, sum)}  instead: ${instead.join(', ')}`;
        }),
      ];
}

function opinionLines({ opinions }: CorrectionReport): string[] {
  const rows = Object.entries(opinions).toSorted(([, x], [, y]) => y - x);
  return rows.length === 0
    ? []
    : ['', 'second opinions', ...rows.map(([outcome, n]) => `  ${outcome.padEnd(34)} ${String(n).padStart(5)}`)];
}
