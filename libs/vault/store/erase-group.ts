import type { EntityManager } from '@mikro-orm/postgresql';
import type { Tombstone } from '../vault-item.js';
import { appendLink } from './append-link.js';

/** The group and all that joined it, directly or further down. */
const family = `with recursive family (id) as (
  select id from vault.erasure_group where id = ?
  union select g.id from vault.erasure_group g join family f on g.parent = f.id)`;

/**
 * Destroys the keys of a group and of its members, empties their rows and leaves the tombstone. Erasing twice only
 * adds to the tombstone. Returns the ids of blobs that nothing points to any more.
 */
export async function eraseGroup(em: EntityManager, group: string, at: Date, tombstone: Tombstone): Promise<string[]> {
  const open = await em.execute<{ id: string }[]>(
    `${family} select id from vault.erasure_group where id in (select id from family) and erased_at is null order by id for update`,
    [group],
  );
  const blobs: string[] = [];
  for (const { id } of open) {
    await appendLink(em, { group: id, action: 'erase', subject: group, digest: Buffer.alloc(0) });
    await em.execute(`delete from vault.wrapped_key where group_id = ?`, [id], 'run');
    const large = await em.execute<{ id: string }[]>(
      `select id from vault.item where group_id = ? and place = 'blob'`,
      [id],
    );
    blobs.push(...large.map((item) => item.id));
    await em.execute(`update vault.item set place = 'gone', envelope = null where group_id = ?`, [id], 'run');
    await em.execute(`update vault.erasure_group set erased_at = ? where id = ?`, [at, id], 'run');
  }
  await layTombstone(em, group, at, tombstone);
  return blobs;
}

async function layTombstone(em: EntityManager, group: string, at: Date, tombstone: Tombstone): Promise<void> {
  const marks = [
    ...tombstone.transport.map((value) => ({ mark: 'transport', value })),
    ...tombstone.fingerprints.map((value) => ({ mark: 'fingerprint', value })),
  ];
  for (const { mark, value } of marks) {
    await em.execute(
      `insert into vault.tombstone (group_id, mark, value, erased_at) values (?, ?, ?, ?) on conflict do nothing`,
      [group, mark, value, at],
      'run',
    );
  }
}
