import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '#libs/contracts/identity.js';
import { CaseDelivery } from '../store/delivery.entity.js';

export type DeliveryPart = CaseDelivery['part'];

/** Sees to it that one delivery does one thing, once; the database decides. */
@Injectable()
export class DeliveryClaim {
  constructor(private readonly em: EntityManager) {}

  /** Messages about the same delivery wait for each other until the transaction ends. */
  async serialise(id: DeliveryId): Promise<void> {
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 1))', [id]);
  }

  /** False when the delivery has been used before. */
  async claim(id: DeliveryId, part: DeliveryPart, caseId: string | null): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      `insert into cases.case_delivery (delivery_id, part, case_id) values (?, ?, ?) on conflict do nothing returning delivery_id`,
      [id, part, caseId],
    );
    return rows.length === 1;
  }

  async partOf(id: DeliveryId): Promise<CaseDelivery | null> {
    return this.em.findOne(CaseDelivery, { deliveryId: id });
  }
}
