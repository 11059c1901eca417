import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { readCaseEvent, type CaseEvent } from '../case/case-event.js';

const Row = z.object({ type: z.string(), data: z.unknown(), occurred_at: z.coerce.date() });

/** Events that wait for the one before them. */
@Injectable()
export class ParkedEventStore {
  constructor(private readonly em: EntityManager) {}

  async park({ type, data, occurredAt }: CaseEvent): Promise<void> {
    await this.em.execute(
      `insert into watch.parked_event (case_id, version, type, data, occurred_at) values (?, ?, ?, ?::jsonb, ?::timestamptz)
       on conflict do nothing`,
      [data.caseId, data.caseVersion, type, JSON.stringify(data), occurredAt.toISOString()],
    );
  }

  /** Takes the event of a version out of the parking, and forgets all that are older. */
  async takeNext(caseId: string, version: number): Promise<CaseEvent | null> {
    const rows = await this.em.execute<unknown[]>(
      `with gone as (delete from watch.parked_event where case_id = ? and version <= ? returning version, type, data, occurred_at)
       select type, data, occurred_at from gone where version = ?`,
      [caseId, version, version],
    );
    if (rows[0] === undefined) {
      return null;
    }
    const row = Row.parse(rows[0]);
    return readCaseEvent(row.type, row.data, row.occurred_at);
  }
}
