import type { Command } from 'commander';
import { listHandOvers, type ListedHandOver } from '#apps/dispatcher/src/admin/hand-overs.js';
import { tableLines } from '../administration/write-table.js';
import { withDispatcher } from './with-dispatcher.js';

const heading = ['hand-over', 'target', 'case', 'events', 'state', 'attempts', 'last failure', 'next attempt'];

export function defineHandOversList(command: Command): void {
  command
    .option('--waiting', 'those that are still tried, too')
    .option('--json', 'one JSON object a line')
    .addHelpText('after', '\nWhat other systems were not told of cases: nobody tries it again unless called back.')
    .action(async (options: { waiting?: true; json?: true }) => {
      const found: ListedHandOver[] = [];
      await withDispatcher(async (em) => {
        found.push(...(await listHandOvers(em, options.waiting === true ? ['dead', 'waiting'] : ['dead'])));
      });
      const lines =
        options.json === true
          ? found.map((one) => JSON.stringify(one))
          : found.length === 0
            ? ['no hand-over is given up']
            : tableLines([heading, ...found.map(cellsOf)]);
      process.stdout.write(lines.length === 0 ? '' : `${lines.join('\n')}\n`);
    });
}

function cellsOf(one: ListedHandOver): string[] {
  return [
    one.id,
    one.target,
    one.caseId,
    one.events.join(' '),
    one.state,
    String(one.attempts),
    one.failure ?? '-',
    one.state === 'waiting' ? one.nextAttemptAt : '-',
  ];
}
