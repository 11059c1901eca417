import type { Command } from 'commander';
import { z } from 'zod';
import { replayHandOvers } from '#apps/dispatcher/src/admin/hand-overs.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { exitCodes } from '#libs/runtime/exit-codes.js';
import { withDispatcher } from './with-dispatcher.js';

export function defineHandOversReplay(command: Command): void {
  command
    .argument('[id...]', 'hand-overs, as hand-overs list names them')
    .option('--all', 'every one that was given up')
    .addHelpText(
      'after',
      '\nThey go out with the id that they had. Exit code 1 when one that was named was not given up.',
    )
    .action(async (ids: string[], options: { all?: true }) => {
      if ((ids.length === 0) === (options.all !== true)) {
        throw new CommandRefused('name the hand-overs, or say --all');
      }
      const wrong = ids.find((id) => !z.uuid().safeParse(id).success);
      if (wrong !== undefined) {
        throw new CommandRefused(`${wrong} is no id of a hand-over; see bin/redress hand-overs list`);
      }
      await withDispatcher(async (em) => {
        const called = await replayHandOvers(em, options.all === true ? 'all' : ids);
        process.stdout.write(called.map((id) => `${id}  called back\n`).join(''));
        for (const id of ids.filter((one) => !called.includes(one))) {
          process.stdout.write(`${id}  was not given up\n`);
          process.exitCode = exitCodes.no;
        }
        if (options.all === true && called.length === 0) {
          process.stdout.write('no hand-over was given up\n');
        }
      });
    });
}
