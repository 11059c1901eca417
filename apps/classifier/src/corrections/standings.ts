import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CaseId, DeliveryId } from '#libs/contracts/identity.js';

/** What people last said of a case. */
export interface Standing {
  /** Null: nothing that the software had not said. */
  readonly category: string | null;
  /** False: they called it invalid. */
  readonly counts: boolean;
}

/** Which deliveries are one case, and what people say of it; messages may come in any order. */
@Injectable()
export class Standings {
  constructor(private readonly em: EntityManager) {}

  async note(deliveryId: DeliveryId, caseId: CaseId): Promise<void> {
    await this.em.execute(
      `insert into classification.case_delivery (delivery_id, case_id) values (?, ?)
       on conflict (delivery_id) do update set case_id = excluded.case_id`,
      [deliveryId, caseId],
    );
  }

  /** False where something later is known already. */
  async say(caseId: CaseId, caseVersion: number, { category, counts }: Standing): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      `insert into classification.case_standing (case_id, case_version, category, counts) values (?, ?, ?, ?)
       on conflict (case_id) do update
         set case_version = excluded.case_version, category = excluded.category, counts = excluded.counts
       where case_standing.case_version < excluded.case_version returning 1`,
      [caseId, caseVersion, category, counts],
    );
    return rows.length > 0;
  }

  async ofCase(caseId: CaseId): Promise<Standing | null> {
    const rows = await this.em.execute<Standing[]>(
      'select category, counts from classification.case_standing where case_id = ?',
      [caseId],
    );
    return rows[0] ?? null;
  }

  async ofDelivery(deliveryId: DeliveryId): Promise<Standing | null> {
    const rows = await this.em.execute<Standing[]>(
      `select s.category, s.counts from classification.case_standing s
         join classification.case_delivery d on d.case_id = s.case_id where d.delivery_id = ?`,
      [deliveryId],
    );
    return rows[0] ?? null;
  }

  async deliveriesOf(caseId: CaseId): Promise<DeliveryId[]> {
    const rows = await this.em.execute<{ delivery_id: string }[]>(
      'select delivery_id from classification.case_delivery where case_id = ? order by delivery_id',
      [caseId],
    );
    return rows.map((row) => DeliveryId.parse(row.delivery_id));
  }
}
