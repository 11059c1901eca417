import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { CaseId, DeliveryId } from '#libs/contracts/identity.js';

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

  async addGroup(said: DataOf<'case.group-found'>, at: Date): Promise<void> {
    await this.em.execute(
      `insert into cases.case_group (id, leading_delivery, clauses, parties, whole) values (?, ?, coalesce(string_to_array(nullif(?, ''), ' '), '{}'), ?, ?)
       on conflict (id) do update set parties = greatest(case_group.parties, excluded.parties)`,
      [said.groupId, said.leading, said.clauses.join(' '), said.parties, said.whole],
    );
    for (const deliveryId of new Set([said.leading, ...said.members])) {
      await this.em.execute(
        `insert into cases.group_member (delivery_id, group_id, said_at) values (?, ?, ?)
         on conflict (delivery_id) do update
           set group_id = excluded.group_id, said_at = excluded.said_at, gone = false, settled = false
         where group_member.said_at < excluded.said_at
           and (group_member.gone or group_member.group_id <> excluded.group_id)`,
        [deliveryId, said.groupId, at],
      );
    }
  }

  /** False where it has been said since that the complaint belongs there after all. */
  async removeMember({ groupId, deliveryId }: DataOf<'case.group-left'>, at: Date): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      `insert into cases.group_member (delivery_id, group_id, said_at, gone, settled) values (?, ?, ?, true, true)
       on conflict (delivery_id) do update
         set said_at = excluded.said_at, gone = true, settled = true
       where group_member.group_id = excluded.group_id and group_member.said_at < excluded.said_at
       returning 1`,
      [deliveryId, groupId, at],
    );
    return rows.length > 0;
  }

  /** The group that a delivery has left; whether another delivery of the case still belongs to it is said along. */
  async leftGroup(
    groupId: string,
    caseId: CaseId,
  ): Promise<{ readonly leadingId: CaseId | null; readonly stillMember: boolean }> {
    const rows = await this.em.execute<{ leading_id: string | null; still: boolean }[]>(
      `select g.leading_id, exists (
         select 1 from cases.case_delivery d join cases.group_member m on m.delivery_id = d.delivery_id
          where d.case_id = ? and d.part = 'complaint' and m.group_id = g.id and not m.gone) as still
         from cases.case_group g where g.id = ?`,
      [caseId, groupId],
    );
    const leading = rows[0]?.leading_id ?? null;
    return { leadingId: leading === null ? null : CaseId.parse(leading), stillMember: rows[0]?.still ?? false };
  }

  async groupOf(deliveryId: DeliveryId): Promise<FoundGroup | null> {
    const rows = await this.em.execute<
      { id: string; leading_delivery: string; clauses: string[]; parties: number; whole: number | null }[]
    >(
      `select g.* from cases.case_group g join cases.group_member m on m.group_id = g.id
          where m.delivery_id = ? and not m.gone`,
      [deliveryId],
    );
    const [row] = rows;
    return row === undefined ? null : { ...row, leadingDelivery: DeliveryId.parse(row.leading_delivery) };
  }

  async settleMember(deliveryId: DeliveryId): Promise<void> {
    await this.em.execute('update cases.group_member set settled = true where delivery_id = ?', [deliveryId]);
  }
}
