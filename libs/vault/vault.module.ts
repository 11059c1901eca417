import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Logger } from '#libs/observability/logger.js';
import { BlobStore } from './blob/blob-store.js';
import { FolderBlobStore } from './blob/folder-blob.store.js';
import type { VaultKeyOptions } from './keys/load-vault-keys.js';
import { loadVaultKeys } from './keys/load-vault-keys.js';
import { VaultKeys } from './keys/vault-keys.js';
import { VaultCheck } from './vault-check.js';
import { VaultRowLimit } from './vault-row-limit.js';
import { VaultSweeper } from './vault-sweeper.js';
import { Vault } from './vault.js';

export interface VaultModuleOptions extends VaultKeyOptions {
  /** Folder of the blob store: the same for all services of an installation. */
  readonly blobFolder: string;
  readonly rowLimitBytes?: number;
  /** One service of an installation sweeps the blob store: the dispatcher, who also erases. */
  readonly sweeps?: boolean;
  readonly logger: Logger;
}

/** Global: provides Vault. Needs MikroOrmModule.forRoot in the same application. */
@Module({})
export class VaultModule {
  static forRoot(options: VaultModuleOptions): DynamicModule {
    return {
      module: VaultModule,
      global: true,
      providers: [
        { provide: VaultKeys, useFactory: async () => loadVaultKeys(options, options.logger) },
        { provide: BlobStore, useFactory: () => new FolderBlobStore(options.blobFolder) },
        {
          provide: VaultRowLimit,
          useFactory: () =>
            options.rowLimitBytes === undefined ? VaultRowLimit.default : new VaultRowLimit(options.rowLimitBytes),
        },
        Vault,
        VaultCheck,
        ...(options.sweeps === true ? [VaultSweeper] : []),
      ],
      exports: [Vault, VaultKeys, BlobStore],
    };
  }
}
