import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from '#libs/failure/error-code.js';
import { keyBytes } from '../envelope/cipher.js';
import { VaultRejected } from '../vault.failure.js';
import { VaultKeys } from './vault-keys.js';

const Key = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === keyBytes);
const KeyFile = z.strictObject({
  masterKey: z.strictObject({ id: z.string().min(1).max(64), key: Key }),
  indexKey: Key,
});

/**
 * Reads `vault-keys.json` in a folder, or makes it (mode 0600). Of several processes that start at once one wins and
 * all use its keys; a crash half way leaves no half file. Throws `key-malformed`.
 */
export async function generateVaultKeys(
  folder: string,
): Promise<{ file: string; generated: boolean; keys: VaultKeys }> {
  const file = join(folder, 'vault-keys.json');
  const before = await readKeyFile(file);
  if (before !== null) {
    return { file, generated: false, keys: before };
  }
  await mkdir(folder, { recursive: true });
  const generated = await placeOnce(file, freshKeyFile());
  const keys = await readKeyFile(file);
  if (keys === null) {
    throw new VaultRejected('key-missing', `${file} vanished while it was read`);
  }
  return { file, generated, keys };
}

function freshKeyFile(): string {
  const newKey = () => randomBytes(keyBytes).toString('base64');
  return `${JSON.stringify({ masterKey: { id: 'generated-1', key: newKey() }, indexKey: newKey() }, null, 2)}\n`;
}

async function readKeyFile(file: string): Promise<VaultKeys | null> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
  try {
    const { masterKey, indexKey } = KeyFile.parse(JSON.parse(content));
    return new VaultKeys([masterKey], indexKey);
  } catch {
    // Without its cause, which could quote the keys.
    throw new VaultRejected('key-malformed', `${file} is not a key file`);
  }
}

/** True when this call made the file; link() never overwrites. */
async function placeOnce(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await unlink(draft);
  }
}
