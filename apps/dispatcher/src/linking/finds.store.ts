import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { DeliveryId } from '#libs/contracts/identity.js';

export interface FoundGroup {
  readonly id: string;
  readonly leadingDelivery: DeliveryId;
  readonly clauses: readonly string[];
  readonly parties: number;
  readonly whole: number | null;
}

/** Somebody who writes daily for years costs no more than this. */
const mostTogether = 200;

/** What the classifier found, as it said it; kept until the cases concerned are there. Said again, it changes nothing. */
@Injectable()
export class FindsStore {
  constructor(private readonly em: EntityManager) {}

  async addRepeat(said: DataOf<'case.repeat-found'>): Promise<void> {
    for (const { deliveryId, by } of said.earlier) {
      await this.em.execute(
        `insert into cases.same_matter (delivery_id, earlier_id, found_by) values (?, ?, ?) on conflict do nothing`,
        [said.deliveryId, deliveryId, by],
      );
    }
  }

  /**
   * The deliveries that are about the same matter as this one, by the same person: found directly, or by way of another
   * (the first by the number, the second by name and place). In no order; a few of very many.
   */
  async sameAs(deliveryId: DeliveryId): Promise<DeliveryId[]> {
    const rows = await this.em.execute<{ id: string }[]>(
      `with recursive same (id) as (
         select ?::uuid
         union
         select near.id from same cross join lateral (
           select earlier_id as id from cases.same_matter where delivery_id = same.id
           union all select delivery_id from cases.same_matter where earlier_id = same.id) near)
       select id from same where id <> ? limit ?`,
      [deliveryId, deliveryId, mostTogether],
    );
    return rows.map((row) => DeliveryId.parse(row.id));
  }

  /** Those that were found for this one directly. */
  async earlierThan(deliveryId: DeliveryId): Promise<DeliveryId[]> {
    const rows = await this.em.execute<{ id: string }[]>(
      'select earlier_id as id from cases.same_matter where delivery_id = ? order by 1',
      [deliveryId],
    );
    return rows.map((row) => DeliveryId.parse(row.id));
  }

  async settleRepeat(deliveryId: DeliveryId): Promise<void> {
    await this.em.execute('update cases.same_matter set settled = true where delivery_id = ?', [deliveryId]);
  }

  async addGroup(said: DataOf<'case.group-found'>): Promise<void> {
    await this.em.execute(
      `insert into cases.case_group (id, leading_delivery, clauses, parties, whole) values (?, ?, coalesce(string_to_array(nullif(?, ''), ' '), '{}'), ?, ?)
       on conflict (id) do update set parties = greatest(case_group.parties, excluded.parties)`,
      [said.groupId, said.leading, said.clauses.join(' '), said.parties, said.whole],
    );
    for (const deliveryId of new Set([said.leading, ...said.members])) {
      await this.em.execute(
        'insert into cases.group_member (delivery_id, group_id) values (?, ?) on conflict do nothing',
        [deliveryId, said.groupId],
      );
    }
  }

  async groupOf(deliveryId: DeliveryId): Promise<FoundGroup | null> {
    const rows = await this.em.execute<
      { id: string; leading_delivery: string; clauses: string[]; parties: number; whole: number | null }[]
    >(`select g.* from cases.case_group g join cases.group_member m on m.group_id = g.id where m.delivery_id = ?`, [
      deliveryId,
    ]);
    const [row] = rows;
    return row === undefined ? null : { ...row, leadingDelivery: DeliveryId.parse(row.leading_delivery) };
  }

  async settleMember(deliveryId: DeliveryId): Promise<void> {
    await this.em.execute('update cases.group_member set settled = true where delivery_id = ?', [deliveryId]);
  }
}
