import type { Command } from 'commander';
import { assess } from '#apps/classifier/src/assessment/assess.js';
import { complaintOfLine } from '#apps/classifier/src/training/prepare-text.js';
import { RejectedFailure } from '#libs/failure/failure.js';
import { exitCodes } from '#libs/runtime/exit-codes.js';
import { answerLine } from './answer-line.js';
import { openJudges } from './open-judges.js';
import { openSecondOpinion } from './open-second-opinion.js';
import { readTexts, type TextToClassify } from './read-texts.js';

interface Options {
  readonly jsonl: string;
  readonly preset?: string;
  readonly model?: string;
  readonly opinion?: true;
}

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
    .action(async (options: Options) => {
      const answer = openAnswers(options);
      let faults = 0;
      for (const read of readTexts(options.jsonl, options.preset)) {
        // A line that cannot be answered is named and passed over: the others are none the worse for it.
        const said = read.kind === 'text' ? await answer(read.text).catch(faultAt(read.place)) : read;
        if (said.kind === 'fault') {
          faults += 1;
          process.stderr.write(`redress classify: ${said.message}\n`);
        } else {
          process.stdout.write(`${said.line}\n`);
        }
      }
      process.exitCode = faults === 0 ? exitCodes.ok : exitCodes.no;
    });
}

type Said = { readonly kind: 'answer'; readonly line: string } | { readonly kind: 'fault'; readonly message: string };

function openAnswers(options: Options): (text: TextToClassify) => Promise<Said> {
  const second = options.opinion === true ? openSecondOpinion() : null;
  const judgeOf = openJudges(options.model);
  if (options.preset !== undefined) {
    // Wrong for all lines alike: said once, before any.
    judgeOf(options.preset);
  }
  return async (text) => {
    const judge = judgeOf(text.preset);
    const complaint = complaintOfLine(text);
    if (second === null) {
      return { kind: 'answer', line: answerLine(text.id, assess(complaint, judge)) };
    }
    const { assessment, opinion } = await second(complaint, judge, text.preset);
    return { kind: 'answer', line: answerLine(text.id, assessment, { opinion }) };
  };
}

function faultAt(place: string): (error: unknown) => Said {
  return (error) => {
    if (error instanceof RejectedFailure) {
      return { kind: 'fault', message: `${place}: ${error.message}` };
    }
    throw error;
  };
}
