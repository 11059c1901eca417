import type { NamedKey } from '../envelope/envelope.js';
import type { VaultKeyOptions } from './load-vault-keys.js';

/** The settings that say which keys the vault has; their form was checked when they were read (libs/config). */
export interface VaultKeyConfig {
  /** `id:base64,id:base64` */
  readonly REDRESS_MASTER_KEYS?: string | undefined;
  readonly REDRESS_INDEX_KEY?: string | undefined;
  readonly REDRESS_DATA_DIR: string;
}

/** Keys are generated only beside an embedded database: elsewhere several machines would each make their own. */
export function readVaultKeys(config: VaultKeyConfig, embeddedDatabase: boolean): VaultKeyOptions {
  const { REDRESS_MASTER_KEYS: masterKeys, REDRESS_INDEX_KEY: indexKey } = config;
  return {
    masterKeys: masterKeys === undefined ? undefined : masterKeys.split(',').map(readMasterKey),
    indexKey: indexKey === undefined ? undefined : Buffer.from(indexKey, 'base64'),
    generateIn: embeddedDatabase ? config.REDRESS_DATA_DIR : null,
  };
}

function readMasterKey(entry: string): NamedKey {
  const colon = entry.indexOf(':');
  return { id: entry.slice(0, colon).trim(), key: Buffer.from(entry.slice(colon + 1).trim(), 'base64') };
}
