import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { loadVaultKeys } from './load-vault-keys.js';
import { readVaultKeys } from './read-vault-keys.js';

let folder: string;
const logger = new MemoryLogger();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-keys-'));
  logger.lines.length = 0;
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const none = { masterKeys: undefined, indexKey: undefined };
const base64 = Buffer.alloc(32, 5).toString('base64');

describe('the keys of the vault', () => {
  it('come from the configuration, the first one current', async () => {
    const config = {
      REDRESS_MASTER_KEYS: `new:${base64}, old:${base64}`,
      REDRESS_INDEX_KEY: base64,
      REDRESS_DATA_DIR: folder,
    };
    const keys = await loadVaultKeys(readVaultKeys(config, true), logger);
    expect(keys.currentId).toBe('new');
    expect(keys.knows('old')).toBe(true);
    expect(await readdir(folder)).toEqual([]);
    expect(logger.lines).toEqual([]);
  });

  it('are generated once beside an embedded database, readable by their owner only, with a warning', async () => {
    const first = await loadVaultKeys({ ...none, generateIn: folder }, logger);
    const second = await loadVaultKeys({ ...none, generateIn: folder }, logger);
    expect(second.fingerprint('p', 'x')).toBe(first.fingerprint('p', 'x'));
    expect((await stat(join(folder, 'vault-keys.json'))).mode & 0o777).toBe(0o600);
    expect(logger.sentences('warn')).toEqual([
      expect.stringContaining('one was generated'),
      expect.stringContaining('using the one'),
    ]);
  });

  it('are the same for all processes that start at once, and leave no draft behind', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, async () => loadVaultKeys({ ...none, generateIn: folder }, logger)),
    );
    expect(new Set(all.map((keys) => keys.fingerprint('p', 'x'))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['vault-keys.json']);
  });

  it('are never generated beside a database that several machines may share', async () => {
    await expect(loadVaultKeys({ ...none, generateIn: null }, logger)).rejects.toMatchObject({ code: 'key-missing' });
  });

  it('must be configured together', async () => {
    const half = loadVaultKeys({ ...none, indexKey: Buffer.alloc(32), generateIn: folder }, logger);
    await expect(half).rejects.toThrow('must be set together');
  });

  it('are not quoted when their file is broken', async () => {
    await writeFile(join(folder, 'vault-keys.json'), `{"masterKey": "${base64}"`);
    const broken = loadVaultKeys({ ...none, generateIn: folder }, logger);
    await expect(broken).rejects.toThrow('is not a key file');
    await expect(broken).rejects.not.toThrow(base64);
  });
});
