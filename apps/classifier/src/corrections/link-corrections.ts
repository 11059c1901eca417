import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import type { MessageContext } from '#libs/messaging/message-context.js';

/** Keeps what people say of two complaints, beside what their signatures say: the measure of repeats and groups. */
@Injectable()
export class LinkCorrections {
  constructor(private readonly em: EntityManager) {}

  async take(linked: DataOf<'case.linked'>, context: MessageContext): Promise<void> {
    const { deliveryId, otherDeliveryId, kind, by } = linked;
    await this.em.execute(
      `insert into classification.link_correction
         (message_id, delivery_id, other_delivery_id, kind, same_person, same_cause, decided_by, corrected_at)
       select ?, ?, ?, ?,
         exists (select 1 from classification.person_key a join classification.person_key b on a.key = b.key
                  where a.delivery_id = ? and b.delivery_id = ?),
         exists (select 1 from classification.signature a join classification.signature b on a.cause_id = b.cause_id
                  where a.delivery_id = ? and b.delivery_id = ?),
         ?, ?
       on conflict do nothing`,
      [
        ...[context.messageId, deliveryId, otherDeliveryId, kind],
        ...[deliveryId, otherDeliveryId, deliveryId, otherDeliveryId, by, context.occurredAt],
      ],
    );
  }
}
