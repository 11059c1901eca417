import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DeliveryId } from '#libs/contracts/identity.js';
import { Logger } from '#libs/observability/logger.js';
import { endDelivery } from '../ledger/end-delivery.js';

/** Mails that were announced and whose content we shall not get: they end in a named outcome like all others. */
@Injectable()
export class EndUnfetched {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: BusinessClock,
    private readonly logger: Logger,
  ) {}

  /** The server lists it and does not hand it out. It stays where it lies. */
  async quarantine(delivery: DeliveryId): Promise<void> {
    this.logger.error({ delivery }, 'A mail cannot be fetched from its server; it is quarantined where it lies');
    await endDelivery(this.em, delivery, { outcome: 'quarantined', reason: 'unfetchable' }, this.clock.now());
    await this.place(delivery, 'left');
  }

  /** Another client moved or deleted it between our seeing and our fetching it. */
  async vanished(delivery: DeliveryId): Promise<void> {
    this.logger.warn(
      { delivery },
      'A mail was gone from its server before it could be fetched: another program works on this mailbox',
    );
    await endDelivery(this.em, delivery, { outcome: 'vanished', reason: 'removed-by-other-client' }, this.clock.now());
    await this.place(delivery, 'gone');
  }

  private async place(delivery: DeliveryId, placement: 'left' | 'gone'): Promise<void> {
    await this.em.execute(`update intake.delivery set placement = ? where id = ?`, [placement, delivery], 'run');
  }
}
