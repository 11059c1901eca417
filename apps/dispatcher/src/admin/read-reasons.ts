import { MikroORM } from '@mikro-orm/postgresql';
import { assertMigrated } from '#libs/database/assert-migrated.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { FolderBlobStore } from '#libs/vault/blob/folder-blob.store.js';
import { loadVaultKeys } from '#libs/vault/keys/load-vault-keys.js';
import { Vault } from '#libs/vault/vault.js';
import { VaultItemId } from '#libs/vault/vault-item.js';
import { VaultRejected } from '#libs/vault/vault.failure.js';
import type { VaultModuleOptions } from '#libs/vault/vault.module.js';
import { VaultRowLimit } from '#libs/vault/vault-row-limit.js';
import { dispatcherMigrations } from '../store/dispatcher.migrations.js';

/** Reasons that people gave, by their item; `null` for one that is erased. Personal data; with the rights of the dispatcher. */
export async function readReasons(
  url: string,
  options: VaultModuleOptions,
  items: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const orm = await MikroORM.init(
    ormOptions({
      service: 'dispatcher',
      schema: 'cases',
      url,
      entities: [],
      migrations: dispatcherMigrations,
      poolSize: 1,
    }),
  );
  try {
    await assertMigrated(orm);
    const keys = await loadVaultKeys(options, options.logger);
    const vault = new Vault(orm.em.fork(), keys, new FolderBlobStore(options.blobFolder), VaultRowLimit.default);
    const reasons = new Map<string, string | null>();
    for (const item of items) {
      reasons.set(item, await textOf(vault, item));
    }
    return reasons;
  } finally {
    await orm.close(true);
  }
}

async function textOf(vault: Vault, item: string): Promise<string | null> {
  try {
    return await vault.openText(VaultItemId.parse(item));
  } catch (failure) {
    if (failure instanceof VaultRejected && failure.code === 'group-erased') {
      return null;
    }
    throw failure;
  }
}
