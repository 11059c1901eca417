import type { EntityManager } from '@mikro-orm/postgresql';
import type { RecentNotices } from '../budget/loop-budget.decision.js';

const hourMs = 60 * 60 * 1000;

/** Notices to one recipient in the last hour and day before `now`, cancelled ones apart. */
export async function countRecent(
  em: EntityManager,
  caseId: string,
  recipientId: string,
  template: string,
  now: Date,
): Promise<RecentNotices> {
  const hourAgo = new Date(now.getTime() - hourMs);
  const dayAgo = new Date(now.getTime() - 24 * hourMs);
  const rows = await em.execute<{ same_in_hour: number; same_in_day: number; recipient_in_hour: number }[]>(
    `select count(*) filter (where case_id = ? and template = ? and created_at > ?)::int as same_in_hour,
            count(*) filter (where case_id = ? and template = ?)::int as same_in_day,
            count(*) filter (where created_at > ?)::int as recipient_in_hour
       from cases.notice where recipient_id = ? and created_at > ? and state <> 'cancelled'`,
    [caseId, template, hourAgo, caseId, template, hourAgo, recipientId, dayAgo],
  );
  const row = rows[0];
  return {
    sameInHour: row?.same_in_hour ?? 0,
    sameInDay: row?.same_in_day ?? 0,
    recipientInHour: row?.recipient_in_hour ?? 0,
  };
}
