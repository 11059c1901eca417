import type { EntityManager } from '@mikro-orm/postgresql';
import { VaultRejected } from '../vault.failure.js';
import type { VaultKeys } from './vault-keys.js';

/**
 * Opens one wrapped key per master key that the database mentions, so that a lost or mistaken key is noticed at start
 * and not with the first complaint. Throws `key-unknown` or `item-tampered`, naming the master key's id.
 */
export async function checkMasterKeys(em: EntityManager, keys: VaultKeys): Promise<void> {
  const rows = await em.execute<{ group_id: string; key_id: string; master_key_id: string; wrapped: Buffer }[]>(
    `select distinct on (master_key_id) group_id, key_id, master_key_id, wrapped from vault.wrapped_key order by master_key_id`,
  );
  for (const row of rows) {
    try {
      keys.unwrap(row.group_id, row.key_id, row.wrapped);
    } catch (cause) {
      const known = keys.knows(row.master_key_id);
      throw new VaultRejected(
        'key-unknown',
        known
          ? `REDRESS_MASTER_KEYS: ${row.master_key_id} is not the key of that name that this database was written with`
          : `REDRESS_MASTER_KEYS lacks ${row.master_key_id}, which wrapped keys in this database`,
        { cause },
      );
    }
  }
}
