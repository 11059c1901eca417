import { z } from 'zod';
import { commaList, setting } from './setting.js';

const keyLengthBytes = 32;
const isKey = (base64: string): boolean => /^[A-Za-z0-9+/]+={0,2}$/u.test(base64) && Buffer.from(base64, 'base64').length === keyLengthBytes;

/** One master key: its id stands in every envelope that it wrapped. */
export interface MasterKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const masterKey = z
  .string()
  .refine((entry) => /^[a-z0-9-]{1,32}$/u.test(entry.split(':', 1)[0] ?? '') && isKey(entry.slice(entry.indexOf(':') + 1)), {
    error: 'must be id:base64 of 32 bytes, several parted by commas; ids of a-z, 0-9 and -',
    abort: true,
  })
  .transform((entry): MasterKey => {
    const colon = entry.indexOf(':');
    return { id: entry.slice(0, colon), key: Buffer.from(entry.slice(colon + 1), 'base64') };
  });

/** Keys of the vault. */
export const vaultSettings = {
  REDRESS_MASTER_KEYS: setting(
    commaList(masterKey)
      .refine((keys) => keys.length > 0, { error: 'holds no key' })
      .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, { error: 'has the same id twice' })
      .optional(),
    {
      meaning: 'Keys that wrap the data keys of all personal data. The first wraps new ones, the others still open old ones (rotation).',
      unit: 'id:base64 of 32 bytes, parted by commas',
      consequence: 'Left out: with the embedded database one is generated under REDRESS_DATA_DIR with a warning, else the start fails. Lost: all content is lost.',
      secret: true,
    },
  ),
  REDRESS_INDEX_KEY: setting(
    z
      .string()
      .refine(isKey, { error: 'must be base64 of 32 bytes', abort: true })
      .transform((value) => Buffer.from(value, 'base64'))
      .optional(),
    {
      meaning: 'Key of the fingerprints by which addresses and numbers are looked up.',
      unit: 'base64 of 32 bytes',
      consequence: 'Left out: as REDRESS_MASTER_KEYS. Changed: earlier complaints of the same person are no longer found.',
      secret: true,
    },
  ),
} as const;
