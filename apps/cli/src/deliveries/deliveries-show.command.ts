import type { Command } from 'commander';
import { revealDelivery } from '#apps/ingestor/src/admin/reveal-delivery.js';
import { oneDelivery, withLedger } from './with-ledger.js';

export function defineDeliveriesShow(command: Command): void {
  command
    .argument('<id>', 'id of the delivery, or its first eight characters')
    .option('--reveal', 'with sender, subject and text: personal data')
    .action(async (id: string, options: { reveal?: true }) => {
      await withLedger(async (ledger) => {
        const line = await oneDelivery(ledger, id);
        const content = options.reveal === true ? await revealDelivery(ledger.vault, line.id) : undefined;
        process.stdout.write(`${JSON.stringify(content === undefined ? line : { ...line, content }, null, 2)}\n`);
      });
    });
}
