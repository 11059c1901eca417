import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { WatchedCase } from '#libs/contracts/messages/case-event.schema.js';

const Row = z.object({ state: WatchedCase });
const Ids = z.array(z.object({ case_id: z.uuid() }));
const Next = z.array(z.object({ next: z.coerce.date().nullable() }));

/** What the watchdog knows of each case. Everything here joins the caller's transaction. */
@Injectable()
export class WatchedCaseStore {
  constructor(private readonly em: EntityManager) {}

  /** One hand at a time on a case, also on one that is not known yet; until the transaction ends. */
  async lock(caseId: string): Promise<void> {
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`watched-case ${caseId}`]);
  }

  async find(caseId: string): Promise<WatchedCase | null> {
    const [row] = await this.em.execute<unknown[]>('select state from watch.watched_case where case_id = ?', [caseId]);
    return row === undefined ? null : Row.parse(row).state;
  }

  /** The case for looking at its limits; null when another hand has it, or when it need not be looked at any more. */
  async take(caseId: string, now: Date): Promise<WatchedCase | null> {
    const [row] = await this.em.execute<unknown[]>(
      'select state from watch.watched_case where case_id = ? and next_action_at <= ?::timestamptz for update skip locked',
      [caseId, now.toISOString()],
    );
    return row === undefined ? null : Row.parse(row).state;
  }

  /** Stores what is known now; the case is looked at next. */
  async save(state: WatchedCase, occurredAt: Date, now: Date): Promise<void> {
    await this.em.execute(
      `insert into watch.watched_case (case_id, version, stage, state, last_event_at, next_action_at)
       values (?, ?, ?, ?::jsonb, ?::timestamptz, ?::timestamptz)
       on conflict (case_id) do update
         set version = excluded.version, stage = excluded.stage, state = excluded.state,
             last_event_at = greatest(watched_case.last_event_at, excluded.last_event_at), next_action_at = excluded.next_action_at`,
      [
        state.caseId,
        state.caseVersion,
        state.stage,
        JSON.stringify(state),
        occurredAt.toISOString(),
        now.toISOString(),
      ],
    );
  }

  async lookAgainAt(caseId: string, next: Date | null): Promise<void> {
    await this.em.execute('update watch.watched_case set next_action_at = ?::timestamptz where case_id = ?', [
      next?.toISOString() ?? null,
      caseId,
    ]);
  }

  /** Ids of cases to be looked at, the longest overdue first. */
  async due(now: Date, limit: number): Promise<string[]> {
    const rows = await this.em.execute<unknown[]>(
      'select case_id from watch.watched_case where next_action_at <= ?::timestamptz order by next_action_at limit ?',
      [now.toISOString(), limit],
    );
    return Ids.parse(rows).map((row) => row.case_id);
  }

  async nextDue(): Promise<Date | null> {
    const rows = await this.em.execute<unknown[]>('select min(next_action_at) as next from watch.watched_case');
    return Next.parse(rows)[0]?.next ?? null;
  }
}
