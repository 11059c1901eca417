import { MikroORM } from '@mikro-orm/postgresql';
import type { EntityManager } from '@mikro-orm/postgresql';
import { assertMigrated } from '#libs/database/assert-migrated.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { FolderBlobStore } from '#libs/vault/blob/folder-blob.store.js';
import { loadVaultKeys } from '#libs/vault/keys/load-vault-keys.js';
import { Vault } from '#libs/vault/vault.js';
import type { VaultModuleOptions } from '#libs/vault/vault.module.js';
import { VaultRowLimit } from '#libs/vault/vault-row-limit.js';
import { DeliveryEntity } from '../store/delivery.entity.js';
import { ingestorMigrations } from '../store/ingestor.migrations.js';

/** The ledger and what its deliveries carried, for an administrator's command; with the rights of the ingestor. */
export interface OpenLedger {
  readonly em: EntityManager;
  readonly vault: Vault;
  close(): Promise<void>;
}

/** Throws ConfigurationFault when the database is of another version, `key-missing` without the vault's keys. */
export async function openLedger(url: string, options: VaultModuleOptions): Promise<OpenLedger> {
  const orm = await MikroORM.init(
    ormOptions({
      service: 'ingestor',
      schema: 'intake',
      url,
      entities: [DeliveryEntity],
      migrations: ingestorMigrations,
      poolSize: 2,
    }),
  );
  try {
    await assertMigrated(orm);
    const keys = await loadVaultKeys(options, options.logger);
    const { em } = orm;
    const vault = new Vault(em, keys, new FolderBlobStore(options.blobFolder), VaultRowLimit.default);
    return { em, vault, close: () => orm.close(true) };
  } catch (error) {
    await orm.close(true);
    throw error;
  }
}
