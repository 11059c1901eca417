import type { Command } from 'commander';
import { foreseeOutcome } from '#apps/ingestor/src/admin/foresee-outcome.js';
import { loadReading } from '#apps/ingestor/src/admin/load-reading.js';
import { replayDelivery, type Replay } from '#apps/ingestor/src/admin/replay-delivery.js';
import { environment } from '#libs/config/environment.js';
import { exitCodes } from '#libs/runtime/exit-codes.js';
import { oneDelivery, withLedger } from './with-ledger.js';

export function defineDeliveriesReplay(command: Command): void {
  command
    .argument('<id...>', 'ids of deliveries in quarantine, or their first eight characters')
    .option('--dry-run', 'only say what would become of it')
    .addHelpText(
      'after',
      [
        '',
        'Takes a delivery out of quarantine: the ingestor reads it again within seconds, or when it next starts. One that',
        'was parked because it did not prove its sender is believed then: look at it first (show --reveal).',
        'Exit code 1 when one of them was not replayed.',
      ].join('\n'),
    )
    .action(async (ids: string[], options: { dryRun?: true }) => {
      const dryRun = options.dryRun === true;
      await withLedger(async (ledger, config) => {
        const reading = loadReading(config, environment());
        for (const id of ids) {
          const { id: whole } = await oneDelivery(ledger, id);
          const replay = await replayDelivery(ledger, reading.intake, whole, dryRun);
          const foreseen = dryRun && replay.kind === 'replayed' ? await foreseeOutcome(ledger, reading, whole) : null;
          process.stdout.write(`${whole}  ${foreseen === null ? answerTo(replay) : `would become: ${foreseen}`}\n`);
          if (replay.kind !== 'replayed') {
            process.exitCode = exitCodes.no;
          }
        }
      });
    });
}

function answerTo(replay: Replay): string {
  switch (replay.kind) {
    case 'replayed':
      return 'waits to be read again';
    case 'not-parked':
      return `is not in quarantine: ${replay.outcome}`;
    case 'no-content':
      return 'nothing of its content is kept here';
    case 'came-again':
      return `came again by itself, as ${replay.as}`;
  }
  return replay satisfies never;
}
