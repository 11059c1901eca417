import { join } from 'node:path';
import type { Logger } from '#libs/observability/logger.js';
import type { NamedKey } from './envelope/envelope.js';
import type { VaultModuleOptions } from './vault.module.js';

/** The settings of libs/config/vault.config.ts and database.config.ts that the vault is made from. */
export interface VaultConfig {
  readonly REDRESS_MASTER_KEYS?: string | undefined;
  readonly REDRESS_INDEX_KEY?: string | undefined;
  readonly REDRESS_DATA_DIR: string;
}

/** How a service opens the vault. `mayGenerate`: the database is the embedded one, so that a key may be made beside it. */
export function vaultOptions(config: VaultConfig, mayGenerate: boolean, logger: Logger): VaultModuleOptions {
  return {
    masterKeys: config.REDRESS_MASTER_KEYS?.split(',').map(namedKey),
    indexKey: config.REDRESS_INDEX_KEY === undefined ? undefined : Buffer.from(config.REDRESS_INDEX_KEY, 'base64'),
    generateIn: mayGenerate ? config.REDRESS_DATA_DIR : null,
    blobFolder: join(config.REDRESS_DATA_DIR, 'blobs'),
    logger,
  };
}

function namedKey(entry: string): NamedKey {
  const text = entry.trim();
  const colon = text.indexOf(':');
  return { id: text.slice(0, colon), key: Buffer.from(text.slice(colon + 1), 'base64') };
}
