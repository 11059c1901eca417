import type { Command } from 'commander';
import { assess } from '#apps/classifier/src/assessment/assess.js';
import { reportLines } from '#apps/classifier/src/evaluation/report-lines.js';
import { asEitherReads, SecondLabels } from '#apps/classifier/src/evaluation/second-reader.js';
import { LabelledText } from '#apps/classifier/src/training/labelled-text.schema.js';
import { complaintOfLine } from '#apps/classifier/src/training/prepare-text.js';
import { readLines } from '#apps/classifier/src/training/read-lines.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { openJudges } from '../classify/open-judges.js';

/** Adds the arguments of `bin/redress eval classify`; needs no server. */
export function defineEvalClassify(command: Command): void {
  command
    .argument('<file>', 'labelled texts, one JSON object a line with `expect`')
    .option(
      '--second <file>',
      'labels of a second reader, one JSON object a line (`id` and the fields of `expect`): where two differ, either is right',
    )
    .option('--errors <n>', 'how many of the worst errors to show', '15')
    .action((file: string, options: { errors: string; second?: string }) => {
      const texts = readLines(file, LabelledText);
      const judgeOf = openJudges();
      const second = options.second === undefined ? new Map<string, SecondLabels>() : readSecond(options.second, texts);
      const predictions = texts.map((text) => {
        const answer = assess(complaintOfLine(text), judgeOf(text.preset));
        return asEitherReads({ text, answer }, second.get(text.id));
      });
      process.stdout.write(`${reportLines(predictions, { errors: Number(options.errors) }).join('\n')}\n`);
    });
}

/** Labels by id. What is labelled for no text of the set belongs to another set. */
function readSecond(file: string, texts: readonly LabelledText[]): Map<string, SecondLabels> {
  const second = new Map(readLines(file, SecondLabels).map((labels) => [labels.id, labels]));
  const ids = new Set(texts.map(({ id }) => id));
  const strangers = [...second.keys()].filter((id) => !ids.has(id));
  if (strangers.length > 0) {
    throw new CommandRefused(
      `${file}: no text of the set has the id ${strangers[0] ?? ''} (${String(strangers.length)} of ${String(second.size)} like it); name the second labels of the same set`,
    );
  }
  return second;
}
