import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DeadlineId, Identities } from '#libs/contracts/identity.js';
import type { Deadline } from '#libs/policy/deadline/deadline.js';

const Rows = z.array(z.object({ key: z.string(), deadline_id: DeadlineId }));

/** The deadlines of cases as last computed; those missed stay on record. */
@Injectable()
export class DeadlineStore {
  constructor(
    private readonly em: EntityManager,
    private readonly identities: Identities,
  ) {}

  /** Brings the stored deadlines of a case in line with those computed; returns their ids by key. */
  async sync(caseId: string, deadlines: readonly Deadline[], now: Date): Promise<ReadonlyMap<string, DeadlineId>> {
    const rows = deadlines.map((deadline) => ({
      deadline_id: this.identities.next(),
      key: deadline.key,
      milestone: deadline.milestone,
      clause: deadline.clauses[0] ?? '',
      from_at: deadline.from.toISOString(),
      due_at: deadline.dueAt?.toISOString() ?? null,
      satisfied_at: deadline.satisfiedAt?.toISOString() ?? null,
      dropped_at: deadline.droppedAt?.toISOString() ?? null,
      missed: isMissed(deadline, now),
    }));
    await this.em.execute(
      `update watch.deadline set superseded = true
        where case_id = ? and not superseded and key not in (select jsonb_array_elements_text(?::jsonb))`,
      [caseId, JSON.stringify(deadlines.map((deadline) => deadline.key))],
    );
    const stored = await this.em.execute<unknown[]>(
      `insert into watch.deadline (deadline_id, case_id, key, milestone, clause, from_at, due_at, satisfied_at, dropped_at, missed)
       select r.deadline_id, ?::uuid, r.key, r.milestone, r.clause, r.from_at, r.due_at, r.satisfied_at, r.dropped_at, r.missed
         from jsonb_to_recordset(?::jsonb) as r(deadline_id uuid, key text, milestone text, clause text, from_at timestamptz,
              due_at timestamptz, satisfied_at timestamptz, dropped_at timestamptz, missed boolean)
       on conflict (case_id, key) do update
         set due_at = excluded.due_at, satisfied_at = excluded.satisfied_at, dropped_at = excluded.dropped_at,
             missed = deadline.missed or excluded.missed, superseded = false
       returning key, deadline_id`,
      [caseId, JSON.stringify(rows)],
    );
    return new Map(Rows.parse(stored).map((row) => [row.key, row.deadline_id]));
  }

  /** Limits that have passed and are neither reached nor dropped. */
  async countOverdue(now: Date): Promise<number> {
    const rows = await this.em.execute<unknown[]>(
      `select count(*)::int as overdue from watch.deadline
        where satisfied_at is null and dropped_at is null and not superseded and due_at <= ?::timestamptz`,
      [now.toISOString()],
    );
    return z.array(z.object({ overdue: z.number() })).parse(rows)[0]?.overdue ?? 0;
  }
}

/** Whether a limit passed without its milestone, at the instant it was reached, dropped or looked at. */
export function isMissed({ dueAt, satisfiedAt, droppedAt, paused }: Deadline, now: Date): boolean {
  return dueAt !== null && !paused && dueAt < (satisfiedAt ?? droppedAt ?? now);
}
