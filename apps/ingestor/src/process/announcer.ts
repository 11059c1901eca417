import { Injectable } from '@nestjs/common';
import { DeliveryId } from '#libs/contracts/identity.js';
import type { DmarcVerdict, Language } from '#libs/contracts/vocabulary.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import type { Sorting } from '../sort/sort-message.js';
import type { Delivery } from '../store/delivery.entity.js';

/** What of the ledger is announced. */
export type AnnouncedDelivery = Pick<Delivery, 'id' | 'preset' | 'unit' | 'channel' | 'origin' | 'receivedAt'>;

export interface AnnouncedFacts {
  readonly language: Language;
  readonly dmarc: DmarcVerdict;
  readonly attachments: number;
  /** Of a complaint that an authority referred; ISO. */
  readonly referralDueAt?: string | null;
}

/** Says what a delivery turned out to be. Ids and codes only (PC-6); in the transaction that gives it its outcome. */
@Injectable()
export class Announcer {
  constructor(private readonly outbox: Outbox) {}

  async announce(
    sorting: Extract<Sorting, { kind: 'complaint' | 'reply' | 'delivery-report' }>,
    delivery: AnnouncedDelivery,
    facts: AnnouncedFacts,
  ): Promise<void> {
    const { preset, unit, channel, origin } = delivery;
    const { language, dmarc, attachments, referralDueAt = null } = facts;
    const deliveryId = DeliveryId.parse(delivery.id);
    const receivedAt = delivery.receivedAt.toISOString();
    switch (sorting.kind) {
      case 'complaint': {
        const { automatic } = sorting;
        await this.outbox.add('complaint.received', {
          deliveryId,
          preset,
          unit,
          channel,
          origin,
          receivedAt,
          language,
          attachments,
          dmarc,
          automatic,
          ...(referralDueAt === null ? {} : { referralDueAt }),
        });
        return;
      }
      case 'reply': {
        const { automatic } = sorting;
        await this.outbox.add('reply.received', {
          deliveryId,
          preset,
          unit,
          channel,
          origin,
          receivedAt,
          language,
          dmarc,
          automatic,
        });
        return;
      }
      case 'delivery-report':
        await this.outbox.add('delivery-report.received', {
          deliveryId,
          kind: sorting.report,
          reports: [...sorting.reports],
          receivedAt,
        });
        return;
      default:
        sorting satisfies never;
    }
  }
}
