import type { Command } from 'commander';
import type { Service } from '#libs/contracts/vocabulary.js';
import type { DeadLetter } from '#libs/messaging/dead-letters/dead-letter.js';
import { listDeadLetters } from '#libs/messaging/dead-letters/list-dead-letters.js';
import { tableLines } from '../administration/write-table.js';
import { serviceOption, withServices } from './with-services.js';

const heading = ['message', 'service', 'type', 'reason', 'died', 'attempts', 'last error'];

export function defineDeadLettersList(command: Command): void {
  command
    .addOption(serviceOption)
    .option('--json', 'one JSON object a line, with the envelope and what does not fit its schema')
    .addHelpText(
      'after',
      '\nMessages between services that nobody tries again unless called back. Ids and codes only, no personal data.',
    )
    .action(async (options: { service?: Service; json?: true }) => {
      const letters: DeadLetter[] = [];
      await withServices(options.service, async (service, em) => {
        letters.push(...(await listDeadLetters(em, { service, limit: 1_000 })));
      });
      const lines =
        options.json === true
          ? letters.map((letter) => JSON.stringify(letter))
          : letters.length === 0
            ? ['no dead letters']
            : tableLines([heading, ...letters.map(cellsOf)]);
      process.stdout.write(lines.length === 0 ? '' : `${lines.join('\n')}\n`);
    });
}

function cellsOf(letter: DeadLetter): string[] {
  const issues = letter.issues.map(({ path, code }) => `${path}: ${code}`).join(', ');
  return [
    letter.messageId,
    letter.consumer,
    letter.type,
    letter.reason,
    letter.diedAt.toISOString(),
    String(letter.started),
    letter.lastError ?? (issues === '' ? '-' : issues),
  ];
}
