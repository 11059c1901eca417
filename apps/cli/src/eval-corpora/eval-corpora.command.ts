import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { scoreBounceSet } from './score-bounce-set.js';
import { scoreInlineSet, scoreRubySet } from './score-parse-set.js';
import { scoreReplySet } from './score-reply-set.js';
import type { SetScore } from './set-score.js';

const sets: readonly {
  readonly folder: string;
  readonly score: (folder: string, set: string) => Promise<SetScore | SetScore[]>;
}[] = [
  { folder: 'github_email_reply_parser', score: scoreReplySet },
  { folder: 'crisp_email_reply_parser', score: scoreReplySet },
  { folder: 'willdurand_EmailReplyParser', score: scoreReplySet },
  { folder: 'sisimai_third', score: scoreBounceSet },
  { folder: 'mikel_mail', score: scoreRubySet },
  { folder: 'mailparser', score: scoreInlineSet },
];

/** Adds the arguments of `bin/redress eval corpora`: share right of each public set, as the sets' own authors expect. */
export function defineEvalCorpora(command: Command): void {
  command
    .argument('<dir>', 'folder that holds the sets, each in a folder of its own')
    .option('--wrong', 'list what did not come out as expected')
    .action(async (dir: string, options: { wrong?: true }) => {
      for (const { folder, score } of sets) {
        if (!(await exists(join(dir, folder)))) {
          process.stderr.write(`${folder}: not there, left out\n`);
          continue;
        }
        for (const result of [await score(join(dir, folder), folder)].flat()) {
          print(result, options.wrong === true);
        }
      }
    });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function print({ set, measure, right, total, wrong }: SetScore, listed: boolean): void {
  const share = total === 0 ? '-' : `${((right / total) * 100).toFixed(1)} %`;
  process.stdout.write(
    `${set.padEnd(30)} ${measure.padEnd(14)} ${String(right).padStart(4)} of ${String(total).padStart(4)}  ${share}\n`,
  );
  for (const line of listed ? wrong : []) {
    process.stdout.write(`    ${line}\n`);
  }
}
