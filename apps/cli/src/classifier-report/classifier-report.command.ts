import type { Command } from 'commander';
import { correctionReport } from '#apps/classifier/src/corrections/correction-report.js';
import { correctionReportLines } from '#apps/classifier/src/corrections/correction-report-lines.js';
import { readCorrections } from '#apps/classifier/src/corrections/read-corrections.js';
import { readSince, sinceInstant, type Since } from '../administration/read-since.js';
import { withClassification } from './with-classification.js';

/** `bin/redress classifier report`: what people made of the classifier's answers. Codes and figures only. */
export function defineClassifierReport(command: Command): void {
  command
    .option('--since <when>', 'answers from then on: 30d, 12h, a day; default: all', readSince)
    .option('--preset <id>', 'only complaints under this preset')
    .option('--json', 'the figures as one JSON object')
    .addHelpText(
      'after',
      '\nConfusion of answers and decisions, most corrected rules and categories, who decided, what came of second opinions.\nWhat was taken back (撤销) does not count.',
    )
    .action(async ({ since, preset, json }: { since?: Since; preset?: string; json?: true }) => {
      await withClassification(async ({ em, now }) => {
        const { answers, decided } = await readCorrections(em, {
          since: since === undefined ? null : sinceInstant(since, now),
          preset: preset ?? null,
        });
        const report = correctionReport(answers, decided);
        const text = json === true ? JSON.stringify(report) : correctionReportLines(report).join('\n');
        process.stdout.write(`${text}\n`);
      });
    });
}
