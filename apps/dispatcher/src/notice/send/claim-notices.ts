import type { EntityManager } from '@mikro-orm/postgresql';
import { claimedColumns, claimedFrom } from './claimed-notice.js';
import type { ClaimedNotice, ClaimedRow } from './claimed-notice.js';

/**
 * Puts down that the notices due at `now` are being sent, urgent ones first: the row that a crash leaves behind. Several
 * senders take different ones.
 */
export async function claimNotices(
  em: EntityManager,
  now: Date,
  limit: number,
  leaseMs: number,
): Promise<ClaimedNotice[]> {
  const rows = await em.execute<ClaimedRow[]>(
    `update cases.notice n
        set state = 'sending', attempts = n.attempts + 1, inquiries = 0, attempted_at = clock_timestamp(), lease_until = clock_timestamp() + ? * interval '1 millisecond'
      where n.id in (
        select id from cases.notice
         where state = 'intended' and not_before <= ? and (next_attempt_at is null or next_attempt_at <= clock_timestamp())
         order by urgent desc, not_before, id
         limit ? for update skip locked)
     returning ${claimedColumns}`,
    [leaseMs, now, limit],
  );
  return rows.map(claimedFrom);
}

/** When the earliest waiting notice falls due, on business time; null: nothing waits. */
export async function nextDue(em: EntityManager): Promise<Date | null> {
  const rows = await em.execute<{ due_ms: number | null }[]>(
    `select (extract(epoch from min(not_before)) * 1000)::float8 as due_ms from cases.notice where state = 'intended' and next_attempt_at is null`,
  );
  const dueMs = rows[0]?.due_ms ?? null;
  return dueMs === null ? null : new Date(dueMs);
}
