import type { EntityManager } from '@mikro-orm/postgresql';
import type { VaultKeys } from './vault-keys.js';

interface WrappedKeyRow {
  readonly group_id: string;
  readonly key_id: string;
  readonly wrapped: Buffer;
}

/**
 * Wraps up to `limit` data keys that an older master key wrapped with the current one; content stays as it is. Returns
 * how many it did: call again until 0, then the older master key may leave the configuration. Needs the right to
 * update `vault.wrapped_key`, which only the database's owner has (`redress vault rotate`). Throws `key-unknown`.
 */
export async function rewrapKeys(em: EntityManager, keys: VaultKeys, limit = 500): Promise<number> {
  return em.transactional(async (transaction) => {
    const rows = await transaction.execute<WrappedKeyRow[]>(
      `select group_id, key_id, wrapped from vault.wrapped_key
        where master_key_id <> ? order by group_id limit ? for update skip locked`,
      [keys.currentId, limit],
    );
    for (const row of rows) {
      const key = keys.unwrap(row.group_id, row.key_id, row.wrapped);
      await transaction.execute(
        `update vault.wrapped_key set wrapped = ?, master_key_id = ? where group_id = ?`,
        [keys.wrap(row.group_id, key), keys.currentId, row.group_id],
        'run',
      );
    }
    return rows.length;
  });
}
