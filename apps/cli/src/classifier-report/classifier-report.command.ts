import type { Command } from 'commander';
import { correctionReport } from '#apps/classifier/src/corrections/correction-report.js';
import { correctionReportLines } from '#apps/classifier/src/corrections/correction-report-lines.js';
import { linkReport } from '#apps/classifier/src/corrections/link-report.js';
import { linkReportLines } from '#apps/classifier/src/corrections/link-report-lines.js';
import { readLinkCorrections } from '#apps/classifier/src/corrections/read-link-corrections.js';
import { readCorrections } from '#apps/classifier/src/corrections/read-corrections.js';
import { readReasons } from '#apps/dispatcher/src/admin/read-reasons.js';
import { readSince, sinceInstant, type Since } from '../administration/read-since.js';
import { correctionList } from './correction-list.js';
import { linkList } from './link-list.js';
import { withClassification } from './with-classification.js';

interface Options {
  readonly since?: Since;
  readonly preset?: string;
  readonly json?: true;
  readonly list?: true;
  readonly reveal?: true;
}

/** `bin/redress classifier report`: what people made of the classifier's answers. Codes and figures only. */
export function defineClassifierReport(command: Command): void {
  command
    .option('--since <when>', 'answers from then on: 30d, 12h, a day; default: all', readSince)
    .option('--preset <id>', 'only complaints under this preset')
    .option('--json', 'the figures as one JSON object')
    .option('--list', 'every correction instead: when, which case, who, what')
    .option('--reveal', 'as --list, with the reasons that people gave: personal data')
    .addHelpText(
      'after',
      '\nConfusion of answers and decisions, most corrected rules and categories, who decided, what came of second opinions,\nwhich cases people put together (合并, 关联) and what was known of those.\nWhat was taken back (撤销) does not count.',
    )
    .action(async ({ since, preset, json, list, reveal }: Options) => {
      await withClassification(async ({ em, now, databaseUrl, vaultOptions }) => {
        const from = since === undefined ? null : sinceInstant(since, now);
        const period = { since: from, preset: preset ?? null };
        const { answers, decided } = await readCorrections(em, period);
        const links = await readLinkCorrections(em, period);
        if (list === true || reveal === true) {
          const rows = decided.filter(({ correctedAt }) => from === null || correctedAt >= from);
          const items = rows.flatMap(({ reason }) => (reason == null ? [] : [reason]));
          const reasons = reveal === true ? await readReasons(databaseUrl, vaultOptions, items) : null;
          process.stdout.write(`${[...correctionList(rows, reasons), ...linkList(links)].join('\n')}\n`);
          return;
        }
        const report = correctionReport(answers, decided);
        const linked = linkReport(links);
        const text =
          json === true
            ? JSON.stringify({ ...report, links: linked })
            : [...correctionReportLines(report), ...linkReportLines(linked)].join('\n');
        process.stdout.write(`${text}\n`);
      });
    });
}
