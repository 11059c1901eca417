import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Roster } from '#libs/roster/roster.js';
import type { FaxGateways } from '../fax/fax-gateways.js';
import type { LoadedIntake } from '../plan/loaded-intake.js';
import { ContentReader } from '../process/content-reader.js';
import { numbersOf } from '../process/numbers-of.js';
import { sortMessage } from '../sort/sort-message.js';
import { DeliveryEntity } from '../store/delivery.entity.js';
import type { OpenLedger } from './open-ledger.js';
import { rawOfDelivery } from './reveal-delivery.js';

export interface Reading {
  readonly intake: LoadedIntake;
  readonly presets: PresetBook;
  readonly roster: Roster;
  readonly faxGateways: FaxGateways;
}

/** What reading a delivery again would make of it; nothing is changed. */
export async function foreseeOutcome({ em, vault }: OpenLedger, reading: Reading, id: string): Promise<string> {
  const delivery = await em.fork().findOneOrFail(DeliveryEntity, { id });
  const raw = await rawOfDelivery(vault, id);
  if (raw === null) {
    return 'no content';
  }
  const { intake, presets, roster, faxGateways } = reading;
  const numbers = numbersOf(presets);
  const result = await new ContentReader(intake, numbers, faxGateways).read(delivery, raw);
  if (result.kind === 'unreadable') {
    return 'quarantined unreadable';
  }
  const { message, files, bounces, absent, receipt } = result.content;
  const sorting = sortMessage({
    message: {
      ...message,
      attachments: files.map(({ name, type, content, sha256, inline }) => ({
        name,
        type,
        size: content.length,
        sha256,
        inline,
        item: null,
      })),
    },
    bounces,
    absent,
    receipt,
    staff: message.channel === 'mail' && message.from !== null && roster.personByAddress(message.from.address) !== null,
    machineMail: intake.plan.mailboxes.find(({ key }) => key === delivery.point)?.machineMail ?? 'note',
  });
  return sorting.kind === 'quarantine' ? `quarantined ${sorting.reason}` : sorting.kind;
}
