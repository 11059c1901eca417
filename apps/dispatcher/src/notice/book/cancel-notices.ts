import type { EntityManager } from '@mikro-orm/postgresql';
import type { NoticeId } from '#libs/contracts/identity.js';

/** Cancels notices of which none has been tried yet; false, and nothing changed, when one has. Locks their rows. */
export async function cancelNotices(em: EntityManager, notices: readonly NoticeId[]): Promise<boolean> {
  const ids = notices.join(',');
  const rows = await em.execute<{ gone: boolean }[]>(
    `select (state <> 'cancelled' and (state <> 'intended' or attempts > 0)) as gone from cases.notice
      where id in (select unnest(string_to_array(nullif(?, ''), ',')::uuid[])) order by id for update`,
    [ids],
  );
  if (rows.some((row) => row.gone)) {
    return false;
  }
  await em.execute(
    `update cases.notice set state = 'cancelled', failure = 'taken-back'
      where state = 'intended' and id in (select unnest(string_to_array(nullif(?, ''), ',')::uuid[]))`,
    [ids],
    'run',
  );
  return true;
}
