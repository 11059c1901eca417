import { resolve } from 'node:path';
import type { Command } from 'commander';
import { rawOfDelivery } from '#apps/ingestor/src/admin/reveal-delivery.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { exitCodes } from '#libs/runtime/exit-codes.js';
import { writeNewFile } from '../administration/write-new-file.js';
import { oneDelivery, withLedger } from './with-ledger.js';

export function defineDeliveriesExport(command: Command): void {
  command
    .argument('<id>', 'id of the delivery, or its first eight characters')
    .argument('[file]', 'where to; default: the id with .eml (mail) or .txt (webhook, form); -: standard output')
    .addHelpText(
      'after',
      '\nWrites what came, byte by byte: personal data. Only its owner may read the file; one that exists is never overwritten.',
    )
    .action(async (id: string, file: string | undefined) => {
      const here = process.cwd();
      // Relative paths of the configuration mean Redress's own folder, the file the caller's.
      process.chdir(projectFolder());
      await withLedger(async (ledger) => {
        const { id: whole, transport } = await oneDelivery(ledger, id);
        const raw = await rawOfDelivery(ledger.vault, whole);
        if (raw === null) {
          throw new CommandRefused(`nothing of the content of ${whole} is kept here`, exitCodes.no);
        }
        if (file === '-') {
          process.stdout.write(raw);
          return;
        }
        const path = resolve(here, file ?? `${whole}.${transport === 'smtp' || transport === 'imap' ? 'eml' : 'txt'}`);
        await writeNewFile(path, raw);
        process.stdout.write(`wrote ${path} (${String(raw.length)} bytes)\n`);
      });
    });
}
