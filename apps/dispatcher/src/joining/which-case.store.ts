import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DeliveryId } from '#libs/contracts/identity.js';
import type { OpenCase } from './choose-case.decision.js';

/** Open cases of a number, and the text messages that wait for its answer. Joins the caller's transaction. */
@Injectable()
export class WhichCaseStore {
  constructor(private readonly em: EntityManager) {}

  /** Messages of one number wait for each other until the transaction ends. */
  async serialise(fingerprint: string): Promise<void> {
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 3))', [fingerprint]);
  }

  /** Open cases that the number is a party of, each with the last time that we or it wrote. */
  async openCases(preset: string, fingerprint: string): Promise<OpenCase[]> {
    const rows = await this.em.execute<{ id: string; number: string | null; last_ms: number }[]>(
      `select c.id, c.number,
              (extract(epoch from greatest(
                c.received_at,
                (select max(n.told_at) from cases.notice n where n.case_id = c.id and n.recipient_kind = 'party'),
                (select max(h.at) from cases.history h where h.case_id = c.id and h.event = 'complainant-wrote')
              )) * 1000)::float8 as last_ms
         from cases.case_row c join cases.party p on p.case_id = c.id
        where p.fingerprint = ? and c.preset_id = ? and c.stage <> 'closed'
        order by c.received_at, c.id`,
      [fingerprint, preset],
    );
    return rows.map(({ id, number, last_ms: lastMs }) => ({ caseId: id, number, lastContact: new Date(lastMs) }));
  }

  async keep(id: DeliveryId, preset: string, fingerprint: string, until: Date): Promise<void> {
    await this.em.execute(
      `insert into cases.which_case (delivery_id, preset, fingerprint, until) values (?, ?, ?, ?::timestamptz)
       on conflict (delivery_id) do nothing`,
      [id, preset, fingerprint, until.toISOString()],
      'run',
    );
  }

  /** Whether the number has been asked and has not answered. */
  async isAsked(preset: string, fingerprint: string): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      `select delivery_id from cases.which_case where not settled and preset = ? and fingerprint = ? limit 1`,
      [preset, fingerprint],
    );
    return rows.length > 0;
  }

  /** Takes up what waits for an answer of this number, oldest first: it waits no longer. */
  async takeWaiting(preset: string, fingerprint: string): Promise<DeliveryId[]> {
    return this.take('preset = ? and fingerprint = ?', [preset, fingerprint]);
  }

  /** Takes up what has waited long enough. */
  async takeOverdue(now: Date): Promise<DeliveryId[]> {
    return this.take('until <= ?::timestamptz', [now.toISOString()]);
  }

  async nextDue(): Promise<Date | null> {
    const rows = await this.em.execute<{ due_ms: number | null }[]>(
      `select (extract(epoch from min(until)) * 1000)::float8 as due_ms from cases.which_case where not settled`,
    );
    const dueMs = rows[0]?.due_ms ?? null;
    return dueMs === null ? null : new Date(dueMs);
  }

  private async take(condition: string, values: string[]): Promise<DeliveryId[]> {
    const rows = await this.em.execute<{ delivery_id: string; until_ms: number }[]>(
      `update cases.which_case set settled = true where not settled and ${condition}
       returning delivery_id, (extract(epoch from until) * 1000)::float8 as until_ms`,
      values,
    );
    return rows.toSorted((a, b) => a.until_ms - b.until_ms).map((row) => DeliveryId.parse(row.delivery_id));
  }
}
