import type { EntityManager } from '@mikro-orm/postgresql';
import type { NoticeId } from '#libs/contracts/identity.js';

/** Cancels those of the notices that have not been tried yet; returns which. */
export async function cancelNotices(em: EntityManager, notices: readonly NoticeId[]): Promise<NoticeId[]> {
  const rows = await em.execute<{ id: NoticeId }[]>(
    `update cases.notice set state = 'cancelled', failure = 'taken-back'
      where state = 'intended' and attempts = 0 and id in (select unnest(string_to_array(nullif(?, ''), ',')::uuid[]))
     returning id`,
    [notices.join(',')],
  );
  return rows.map((row) => row.id);
}
