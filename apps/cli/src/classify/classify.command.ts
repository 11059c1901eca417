import type { Command } from 'commander';
import { assess } from '#apps/classifier/src/assessment/assess.js';
import type { Assessment } from '#apps/classifier/src/assessment/assessment.schema.js';
import { TextLine } from '#apps/classifier/src/training/labelled-text.schema.js';
import { complaintOfLine } from '#apps/classifier/src/training/prepare-text.js';
import { readLines } from '#apps/classifier/src/training/read-lines.js';
import { openJudges } from './open-judges.js';
import { openSecondOpinion } from './open-second-opinion.js';

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
    .option('--model <file>', 'a model of `classifier train --to` instead of the installed one')
    .option('--opinion', 'ask the endpoint of REDRESS_OPINION_URL where the classifier abstains; texts leave masked')
    .action(async (options: { jsonl: string; preset?: string; model?: string; opinion?: true }) => {
      const second = options.opinion === true ? openSecondOpinion() : null;
      const judgeOf = openJudges(options.model);
      for (const line of readLines(options.jsonl, Line)) {
        const preset = options.preset ?? line.preset ?? '';
        const complaint = complaintOfLine({ ...line, preset });
        if (second === null) {
          print(line.id, preset, assess(complaint, judgeOf(preset)));
        } else {
          const { assessment, opinion } = await second(complaint, judgeOf(preset), preset);
          print(line.id, preset, assessment, { opinion });
        }
      }
    });
}

function print(
  id: string,
  preset: string,
  { abstained, ...answer }: Assessment,
  more: { opinion?: string } = {},
): void {
  process.stdout.write(`${JSON.stringify({ id, preset, ...answer, abstain: abstained, ...more })}\n`);
}
