import type { Command } from 'commander';
import { assess } from '#apps/classifier/src/assessment/assess.js';
import { TextLine } from '#apps/classifier/src/training/labelled-text.schema.js';
import { complaintOfLine } from '#apps/classifier/src/training/prepare-text.js';
import { readLines } from '#apps/classifier/src/training/read-lines.js';
import { openJudges } from './open-judges.js';

/** Lines may leave their preset out where the option names one. */
const Line = TextLine.partial({ preset: true });

/** Adds the arguments of `bin/redress classify`; needs no server. */
export function defineClassify(command: Command): void {
  command
    .requiredOption(
      '--jsonl <file>',
      'texts, one JSON object a line: id, preset, channel, from, subject, text, attachments',
    )
    .option('--preset <id>', 'classify all lines under this preset instead of their own')
    .action((options: { jsonl: string; preset?: string }) => {
      const judgeOf = openJudges();
      for (const line of readLines(options.jsonl, Line)) {
        const preset = options.preset ?? line.preset ?? '';
        const { abstained, ...answer } = assess(complaintOfLine({ ...line, preset }), judgeOf(preset));
        process.stdout.write(`${JSON.stringify({ id: line.id, preset, ...answer, abstain: abstained })}\n`);
      }
    });
}
