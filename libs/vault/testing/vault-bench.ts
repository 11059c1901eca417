import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { services } from '#libs/contracts/vocabulary.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import type { TestDatabase } from '#libs/testing/test-database.js';
import { FolderBlobStore } from '../blob/folder-blob.store.js';
import { VaultKeys } from '../keys/vault-keys.js';
import { vaultMigrations } from '../store/vault.migrations.js';
import { VaultRowLimit } from '../vault-row-limit.js';
import { Vault } from '../vault.js';

export const testKeys = new VaultKeys([{ id: 'test-1', key: Buffer.alloc(32, 1) }], Buffer.alloc(32, 9));

/** The vault as each service sees it, on one database, each under its own role. */
export interface VaultBench {
  readonly database: TestDatabase;
  readonly blobs: FolderBlobStore;
  readonly blobFolder: string;
  orm(service: Service): MikroORM;
  vault(service: Service, keys?: VaultKeys): Vault;
  /** In one transaction of that service. */
  within<T>(service: Service, work: (vault: Vault) => Promise<T>): Promise<T>;
}

/** Registers a bench for this file; it may be used from beforeAll on. */
export function vaultBench(): VaultBench {
  const orms = new Map<Service, MikroORM>();
  let folder = '';
  // Before the database's own: hooks run in the order in which they are registered.
  afterAll(async () => {
    for (const orm of orms.values()) {
      await orm.close(true);
    }
    await rm(folder, { recursive: true, force: true });
  });
  const database = withTestDatabase({ sets: [vaultMigrations] });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-blobs-'));
    for (const service of services) {
      orms.set(
        service,
        new MikroORM(
          ormOptions({
            service,
            schema: 'vault',
            url: database.url,
            entities: [],
            migrations: vaultMigrations,
            poolSize: 3,
          }),
        ),
      );
    }
  });
  const orm = (service: Service): MikroORM => {
    const found = orms.get(service);
    if (found === undefined) {
      throw new Error('the vault bench exists from beforeAll on');
    }
    return found;
  };
  const vault = (service: Service, keys = testKeys) =>
    new Vault(orm(service).em, keys, new FolderBlobStore(folder), VaultRowLimit.default);
  return {
    database,
    get blobs() {
      return new FolderBlobStore(folder);
    },
    get blobFolder() {
      return folder;
    },
    orm,
    vault,
    within: async (service, work) =>
      orm(service)
        .em.fork()
        .transactional(async () => work(vault(service))),
  };
}
