import type { EntityManager } from '@mikro-orm/postgresql';
import { VaultRejected } from '../vault.failure.js';

export interface Link {
  readonly group: string;
  readonly action: 'open' | 'seal' | 'join' | 'erase';
  /** The item, the key or the other group that it was done to. */
  readonly subject: string;
  /** SHA-256 of the ciphertext; empty where there is none. Never a digest of content: that could be enumerated. */
  readonly digest: Buffer;
}

/**
 * Adds one link to the group's audit chain: each hash covers the one before. Updating the group's head is also the
 * lock that orders writers of one group and keeps an item from being sealed while the group is erased.
 * Throws `group-unknown` or `group-erased`.
 */
export async function appendLink(em: EntityManager, link: Link): Promise<void> {
  const { group, action, subject, digest } = link;
  const advanced = await em.execute<{ links: string; head: Buffer }[]>(
    `update vault.erasure_group
        set links = links + 1,
            head = sha256(head || convert_to(concat_ws('|', links + 1, ?::text, ?::text), 'UTF8') || ?::bytea)
      where id = ? and erased_at is null
     returning links, head`,
    [action, subject, digest, group],
  );
  const head = advanced[0];
  if (head === undefined) {
    return refuse(em, group);
  }
  await em.execute(
    `insert into vault.audit (group_id, link, action, subject, digest, hash) values (?, ?, ?, ?, ?, ?)`,
    [group, head.links, action, subject, digest, head.head],
    'run',
  );
}

async function refuse(em: EntityManager, group: string): Promise<never> {
  const known = await em.execute<unknown[]>(`select 1 from vault.erasure_group where id = ?`, [group]);
  throw known.length === 0
    ? new VaultRejected('group-unknown', `No erasure group ${group}: openGroup first`)
    : new VaultRejected('group-erased', `Erasure group ${group} is erased`);
}
