import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  listDeliveries,
  outcomesToList,
  type DeliveryLine,
  type DeliveryQuery,
} from '#apps/ingestor/src/admin/list-deliveries.js';
import type { OpenLedger } from '#apps/ingestor/src/admin/open-ledger.js';
import { revealDelivery } from '#apps/ingestor/src/admin/reveal-delivery.js';
import { tableLines } from '../administration/write-table.js';
import { withLedger } from './with-ledger.js';

interface Options extends DeliveryQuery {
  readonly reveal?: true;
  readonly json?: true;
}

export function defineDeliveriesList(command: Command): void {
  command
    .addOption(new Option('--outcome <outcome>', 'how it ended; open: not yet').choices(outcomesToList))
    .option('--reason <reason>', 'why it ended so, such as signature-wrong')
    .addOption(new Option('--transport <transport>', 'the way it came').choices(['smtp', 'imap', 'sms', 'form']))
    .option('--point <key>', 'key of the mailbox, SMS entry or form in the intake plan')
    .option('--since <instant>', 'received from then on, such as 2026-11-21T09:00:00+08:00', instant)
    .option('--limit <count>', 'at most so many', count, 50)
    .option('--reveal', 'with sender and subject: personal data')
    .option('--json', 'one JSON object a line')
    .addHelpText(
      'after',
      '\nThe latest first. What came in and where it ended: every arrival has a row, and each ends in one outcome.',
    )
    .action(async ({ reveal, json, ...query }: Options) => {
      await withLedger(async (ledger) => {
        const lines = await listDeliveries(ledger.em, query);
        const shown = reveal === true ? await withPeople(ledger, lines) : lines;
        const text =
          json === true
            ? shown.map((line) => JSON.stringify(line))
            : tableLines([heading(reveal === true), ...shown.map((line) => cellsOf(line))]);
        process.stdout.write(text.length === 0 ? '' : `${text.join('\n')}\n`);
      });
    });
}

type Revealed = DeliveryLine & { readonly from?: string; readonly subject?: string };

function heading(reveal: boolean): string[] {
  return ['id', 'received', 'transport', 'point', 'outcome', 'reason', ...(reveal ? ['from', 'subject'] : [])];
}

function cellsOf({ id, receivedAt, transport, point, outcome, reason, from, subject }: Revealed): string[] {
  const people = from === undefined ? [] : [from, subject ?? ''];
  return [id, receivedAt, transport, point, outcome ?? 'open', reason ?? '-', ...people];
}

async function withPeople({ vault }: OpenLedger, lines: readonly DeliveryLine[]): Promise<Revealed[]> {
  const revealed: Revealed[] = [];
  for (const line of lines) {
    const content = line.outcome === 'erased' ? null : await revealDelivery(vault, line.id);
    revealed.push({ ...line, from: content?.from ?? '-', subject: content?.subject.replace(/\s+/gu, ' ') ?? '-' });
  }
  return revealed;
}

function instant(written: string): Date {
  const at = new Date(written);
  if (Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError('not an instant; write 2026-11-21T09:00:00+08:00');
  }
  return at;
}

function count(written: string): number {
  const limit = Number(written);
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
    throw new InvalidArgumentError('a whole number from 1 to 10000');
  }
  return limit;
}
