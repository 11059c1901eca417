import type { Command } from 'commander';
import { MessageId } from '#libs/contracts/identity.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import { replayDeadLetters } from '#libs/messaging/dead-letters/replay-dead-letters.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { exitCodes } from '#libs/runtime/exit-codes.js';
import { serviceOption, withServices } from './with-services.js';

export function defineDeadLettersReplay(command: Command): void {
  command
    .argument('[id...]', 'messages, as dead-letters list names them')
    .option('--all', 'every one; with --service every one of that service')
    .addOption(serviceOption)
    .addHelpText(
      'after',
      '\nThey are handled at once where the service runs, else when it starts. One that is still unfit dies again.\nExit code 1 when a message that was named is no dead letter.',
    )
    .action(async (ids: string[], options: { all?: true; service?: Service }) => {
      if ((ids.length === 0) === (options.all !== true)) {
        throw new CommandRefused('name the messages, or say --all');
      }
      const messages = options.all === true ? 'all' : ids.map(messageId);
      const called = new Set<string>();
      await withServices(options.service, async (service, em) => {
        for (const id of await replayDeadLetters(em, { service, messages })) {
          called.add(id);
          process.stdout.write(`${id}  ${service}  called back\n`);
        }
      });
      for (const id of ids.filter((one) => !called.has(one))) {
        process.stdout.write(`${id}  is no dead letter\n`);
        process.exitCode = exitCodes.no;
      }
      if (options.all === true && called.size === 0) {
        process.stdout.write('no dead letters\n');
      }
    });
}

function messageId(written: string): MessageId {
  const parsed = MessageId.safeParse(written);
  if (!parsed.success) {
    throw new CommandRefused(`${written} is no id of a message; see bin/redress dead-letters list`);
  }
  return parsed.data;
}
