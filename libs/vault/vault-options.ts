import { join } from 'node:path';
import type { Logger } from '#libs/observability/logger.js';
import type { NamedKey } from './envelope/envelope.js';
import type { VaultModuleOptions } from './vault.module.js';

/** The settings that the vault is opened by. */
export interface VaultConfig {
  readonly REDRESS_MASTER_KEYS?: readonly NamedKey[] | undefined;
  readonly REDRESS_INDEX_KEY?: Buffer | undefined;
  readonly REDRESS_DATA_DIR: string;
}

/** Keys are generated only beside an embedded database: elsewhere several machines would each make their own. */
export function vaultOptions(config: VaultConfig, embeddedDatabase: boolean, logger: Logger): VaultModuleOptions {
  return {
    masterKeys: config.REDRESS_MASTER_KEYS,
    indexKey: config.REDRESS_INDEX_KEY,
    generateIn: embeddedDatabase ? config.REDRESS_DATA_DIR : null,
    blobFolder: join(config.REDRESS_DATA_DIR, 'blobs'),
    logger,
  };
}
