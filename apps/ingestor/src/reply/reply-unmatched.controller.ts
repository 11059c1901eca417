import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import { deadLetter, done } from '#libs/messaging/settlement.js';
import type { Settlement } from '#libs/messaging/settlement.js';
import { Vault } from '#libs/vault/vault.js';
import { endDelivery } from '../ledger/end-delivery.js';
import { Announcer } from '../process/announcer.js';
import { DeliveryEntity } from '../store/delivery.entity.js';

/** What looked like a reply belongs to no case of its sender: it is a complaint of its own, and nobody's mail is lost. */
@Controller()
export class ReplyUnmatchedController {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly announcer: Announcer,
    private readonly clock: BusinessClock,
  ) {}

  @Handles('reply.unmatched')
  async onReplyUnmatched(@Payload() { deliveryId }: DataOf<'reply.unmatched'>): Promise<Settlement> {
    const delivery = await this.em.findOne(
      DeliveryEntity,
      { id: deliveryId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (delivery === null) {
      return deadLetter('delivery-unknown');
    }
    if (delivery.outcome !== 'reply') {
      return done;
    }
    const item = await this.vault.find(deliveryId, 'message');
    if (item === null) {
      return deadLetter('message-missing');
    }
    const { language, attachments, kind } = await this.vault.openJson(item, StoredMessage);
    await endDelivery(this.em, deliveryId, { outcome: 'complaint', reason: 'reply-unmatched' }, this.clock.now());
    const facts = { language, attachments: attachments.length, dmarc: delivery.dmarc ?? 'unknown' };
    await this.announcer.announce({ kind: 'complaint', automatic: kind !== 'person' }, delivery, facts);
    return done;
  }
}
