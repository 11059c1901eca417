import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { VaultKeys } from '../keys/vault-keys.js';
import { appendLink } from './append-link.js';

/** Makes the group and its data key, or leaves an existing one (erased too) as it is. */
export async function openGroup(em: EntityManager, keys: VaultKeys, id: string): Promise<void> {
  const made = await em.execute<{ id: string }[]>(
    `insert into vault.erasure_group (id) values (?) on conflict (id) do nothing returning id`,
    [id],
  );
  if (made.length === 0) {
    return;
  }
  const dataKey = { id: randomUUID(), key: keys.newDataKey() };
  await em.execute(
    `insert into vault.wrapped_key (group_id, key_id, master_key_id, wrapped) values (?, ?, ?, ?)`,
    [id, dataKey.id, keys.currentId, keys.wrap(id, dataKey)],
    'run',
  );
  await appendLink(em, { group: id, action: 'open', subject: dataKey.id, digest: Buffer.alloc(0) });
}
