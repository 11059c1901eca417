import { join } from 'node:path';
import type { Logger } from '#libs/observability/logger.js';
import { readVaultKeys } from './keys/read-vault-keys.js';
import type { VaultKeyConfig } from './keys/read-vault-keys.js';
import type { VaultModuleOptions } from './vault.module.js';

/** What a service opens its vault by. `embeddedDatabase`: this process brought its own PostgreSQL. */
export function vaultOptions(config: VaultKeyConfig, embeddedDatabase: boolean, logger: Logger): VaultModuleOptions {
  return { ...readVaultKeys(config, embeddedDatabase), blobFolder: join(config.REDRESS_DATA_DIR, 'blobs'), logger };
}
