import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { assertMigrated } from '#libs/database/assert-migrated.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { FolderBlobStore } from '#libs/vault/blob/folder-blob.store.js';
import { loadVaultKeys } from '#libs/vault/keys/load-vault-keys.js';
import { Vault } from '#libs/vault/vault.js';
import type { VaultModuleOptions } from '#libs/vault/vault.module.js';
import { VaultRowLimit } from '#libs/vault/vault-row-limit.js';
import { AssessmentEntity } from '../store/assessment.entity.js';
import { classifierMigrations } from '../store/classifier.migrations.js';
import { CorrectionEntity } from '../store/correction.entity.js';

/** What the classifier has stored, for an administrator's command; with the rights of the classifier. */
export interface OpenClassification {
  readonly em: EntityManager;
  readonly vault: Vault;
  close(): Promise<void>;
}

/** Throws ConfigurationFault when the database is of another version, `key-missing` without the vault's keys. */
export async function openClassification(url: string, options: VaultModuleOptions): Promise<OpenClassification> {
  const orm = await MikroORM.init(
    ormOptions({
      service: 'classifier',
      schema: 'classification',
      url,
      entities: [AssessmentEntity, CorrectionEntity],
      migrations: classifierMigrations,
      poolSize: 2,
    }),
  );
  try {
    await assertMigrated(orm);
    const em = orm.em.fork();
    const keys = await loadVaultKeys(options, options.logger);
    const vault = new Vault(em, keys, new FolderBlobStore(options.blobFolder), VaultRowLimit.default);
    return { em, vault, close: () => orm.close(true) };
  } catch (error) {
    await orm.close(true);
    throw error;
  }
}
