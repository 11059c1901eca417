import type { EntityManager } from '@mikro-orm/postgresql';
import { claimedColumns, claimedFrom } from './claimed-notice.js';
import type { ClaimedNotice, ClaimedRow } from './claimed-notice.js';

/**
 * Looks after what a crash left in `sending`, once its lease is over: a mail is sent again with the same Message-ID, an
 * SMS becomes doubtful and is asked about. What the provider had already accepted is only settled, see `claimAccepted`.
 */
export async function recoverNotices(em: EntityManager): Promise<void> {
  await em.execute(
    `update cases.notice
        set state = case channel when 'mail' then 'intended' else 'in-doubt' end, lease_until = null, next_attempt_at = clock_timestamp()
      where state = 'sending' and accepted_at is null and lease_until <= clock_timestamp()`,
    [],
    'run',
  );
}

/** Notices with the provider's yes on record whose outcome could not be written then. */
export async function claimAccepted(em: EntityManager, limit: number, leaseMs: number): Promise<ClaimedNotice[]> {
  return claimWhere(
    em,
    `state = 'sending' and accepted_at is not null and lease_until <= clock_timestamp()`,
    0,
    limit,
    leaseMs,
  );
}

/** SMS in doubt whose next inquiry is due. */
export async function claimDoubtful(em: EntityManager, limit: number, leaseMs: number): Promise<ClaimedNotice[]> {
  return claimWhere(
    em,
    `state = 'in-doubt' and next_attempt_at <= clock_timestamp() and (lease_until is null or lease_until <= clock_timestamp())`,
    1,
    limit,
    leaseMs,
  );
}

async function claimWhere(
  em: EntityManager,
  condition: string,
  inquiries: 0 | 1,
  limit: number,
  leaseMs: number,
): Promise<ClaimedNotice[]> {
  const rows = await em.execute<ClaimedRow[]>(
    `update cases.notice n set lease_until = clock_timestamp() + ? * interval '1 millisecond', inquiries = n.inquiries + ?
      where n.id in (select id from cases.notice where ${condition} order by created_at, id limit ? for update skip locked)
     returning ${claimedColumns}`,
    [leaseMs, inquiries, limit],
  );
  return rows.map(claimedFrom);
}
