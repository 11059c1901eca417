import { z } from 'zod';
import { setting } from './setting.js';

const keyLengthBytes = 32;
const isKey = (base64: string): boolean =>
  /^[A-Za-z0-9+/]+={0,2}$/u.test(base64) && Buffer.from(base64, 'base64').length === keyLengthBytes;

const masterKeyForm = /^[a-z0-9-]{1,32}:/u;
const entriesOf = (value: string): string[] => value.split(',').map((entry) => entry.trim());
const idsOf = (value: string): string[] => entriesOf(value).map((entry) => entry.slice(0, entry.indexOf(':')));

/** Keys of the vault, as text; libs/vault reads them. */
export const vaultSettings = {
  REDRESS_MASTER_KEYS: setting(
    z
      .string()
      .refine(
        (value) =>
          entriesOf(value).every((entry) => masterKeyForm.test(entry) && isKey(entry.slice(entry.indexOf(':') + 1))),
        {
          error: 'must be id:base64 of 32 bytes, several parted by commas; ids of a-z, 0-9 and -',
          abort: true,
        },
      )
      .refine((value) => new Set(idsOf(value)).size === idsOf(value).length, { error: 'has the same id twice' })
      .optional(),
    {
      meaning:
        'Keys that wrap the data keys of all personal data. The first wraps new ones, the others still open old ones (rotation).',
      unit: 'id:base64 of 32 bytes, parted by commas',
      consequence:
        'Left out: with the embedded database one is generated under REDRESS_DATA_DIR with a warning, else the start fails. Lost: all content is lost.',
      secret: true,
    },
  ),
  REDRESS_INDEX_KEY: setting(z.string().refine(isKey, { error: 'must be base64 of 32 bytes' }).optional(), {
    meaning: 'Key of the fingerprints by which addresses and numbers are looked up.',
    unit: 'base64 of 32 bytes',
    consequence:
      'Left out: as REDRESS_MASTER_KEYS. Changed: earlier complaints of the same person are no longer found.',
    secret: true,
  }),
} as const;
