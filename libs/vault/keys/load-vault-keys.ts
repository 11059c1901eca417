import type { Logger } from '#libs/observability/logger.js';
import type { NamedKey } from '../envelope/envelope.js';
import { VaultRejected } from '../vault.failure.js';
import { generateVaultKeys } from './generate-vault-keys.js';
import { VaultKeys } from './vault-keys.js';

export interface VaultKeyOptions {
  /** REDRESS_MASTER_KEYS: the first wraps new keys, the others still open old ones; undefined when not set. */
  readonly masterKeys: readonly NamedKey[] | undefined;
  /** REDRESS_INDEX_KEY, 32 bytes; undefined when not set. */
  readonly indexKey: Buffer | undefined;
  /** Folder in which keys may be generated if none are configured (embedded default); null: they must be configured. */
  readonly generateIn: string | null;
}

/** Throws `key-missing` or `key-malformed`. */
export async function loadVaultKeys(options: VaultKeyOptions, logger: Logger): Promise<VaultKeys> {
  const { indexKey, generateIn } = options;
  const [first, ...rest] = options.masterKeys ?? [];
  if (first !== undefined && indexKey !== undefined) {
    return new VaultKeys([first, ...rest], indexKey);
  }
  if (first !== undefined || indexKey !== undefined) {
    throw new VaultRejected('key-missing', 'REDRESS_MASTER_KEYS and REDRESS_INDEX_KEY must be set together');
  }
  if (generateIn === null) {
    throw new VaultRejected(
      'key-missing',
      'REDRESS_MASTER_KEYS and REDRESS_INDEX_KEY must be set: keys are generated only for the embedded database',
    );
  }
  const { file, generated, keys } = await generateVaultKeys(generateIn);
  logger.warn(
    { file },
    generated
      ? 'No master key is configured, so one was generated. Whoever has this file and the database reads every complaint; without it nobody does. Keep a copy elsewhere.'
      : 'No master key is configured: using the one that was generated',
  );
  return keys;
}
