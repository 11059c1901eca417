import type { EntityManager } from '@mikro-orm/postgresql';

/** A hand-over that this process sends until its lease ends. */
export interface ClaimedHandOver {
  readonly id: string;
  readonly caseId: string;
  readonly events: readonly string[];
  readonly occurredAt: Date;
  /** This one included. */
  readonly attempts: number;
}

/** Takes what is due for one target, oldest first, and counts the attempt; what a crash left behind is due after its lease. */
export async function claimHandOvers(
  em: EntityManager,
  target: string,
  limit: number,
  leaseMs: number,
): Promise<ClaimedHandOver[]> {
  const rows = await em.execute<
    { id: string; case_id: string; events: string[]; occurred_ms: number; attempts: number }[]
  >(
    `update cases.hand_over h
        set attempts = h.attempts + 1, next_attempt_at = clock_timestamp() + ? * interval '1 millisecond'
      where h.id in (
        select id from cases.hand_over
         where target = ? and state = 'waiting' and next_attempt_at <= clock_timestamp()
         order by next_attempt_at, ordinal limit ? for update skip locked)
      returning h.id, h.case_id, h.events, (extract(epoch from h.occurred_at) * 1000)::float8 as occurred_ms, h.attempts`,
    [leaseMs, target, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    events: row.events,
    occurredAt: new Date(row.occurred_ms),
    attempts: row.attempts,
  }));
}

/** What is waiting for a target that the plan does not have any more can never go. */
export async function buryOrphans(em: EntityManager, targets: readonly string[]): Promise<number> {
  const { affectedRows } = await em.execute<{ affectedRows: number }>(
    `update cases.hand_over set state = 'dead', outcome = 'target-unknown', settled_at = clock_timestamp()
      where state = 'waiting' and not target = any(string_to_array(?, ','))`,
    [targets.join(',')],
    'run',
  );
  return affectedRows;
}
