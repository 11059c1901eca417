import type { Command } from 'commander';
import { handOverSchema } from '#apps/dispatcher/src/admin/hand-overs.js';

export function defineHandOversSchema(command: Command): void {
  command.action(() => {
    process.stdout.write(`${JSON.stringify(handOverSchema(), null, 2)}\n`);
  });
}
