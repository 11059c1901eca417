import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { vaultBench } from './testing/vault-bench.js';

const bench = vaultBench();

async function sealed(
  kind: 'message' | 'raw' | 'party',
  content: string | Buffer,
  service: 'ingestor' | 'dispatcher' = 'dispatcher',
) {
  const group = randomUUID();
  const item = await bench.within(service, async (vault) => {
    await vault.openGroup(group);
    return vault.seal(group, kind, content);
  });
  return { group, item };
}

describe('the vault', () => {
  it('gives back what was sealed, text, JSON and bytes', async () => {
    const vault = bench.vault('dispatcher');
    const group = randomUUID();
    const bytes = randomBytes(1_000);
    const [text, json, raw] = await bench.within('dispatcher', async (inside) => {
      await inside.openGroup(group);
      return [
        await inside.seal(group, 'note', '厨房漏水？？已三天'),
        await inside.sealJson(group, 'party', { name: '王芳', address: '13800001111' }),
        await inside.seal(group, 'raw', bytes),
      ] as const;
    });
    expect(await vault.openText(text)).toBe('厨房漏水？？已三天');
    expect(await vault.openJson(json, z.object({ name: z.string() }))).toEqual({ name: '王芳' });
    expect((await vault.open(raw)).equals(bytes)).toBe(true);
  });

  it('keeps no word of it readable in the database or the blob store (PC-6)', async () => {
    const planted = '王小明 13800001111';
    const { group, item } = await sealed('raw', `${planted} `.repeat(6_000));
    await bench.within('dispatcher', async (vault) => vault.seal(group, 'party', planted));
    const { rows } = await bench.database.query<{ dump: string }>(
      `select string_agg(t::text, ' ') as dump from vault.item t where group_id = $1`,
      [group],
    );
    const blob = await readFile(join(bench.blobFolder, item.slice(0, 2), item.slice(2, 4), item));
    expect(rows[0]?.dump).not.toContain(Buffer.from('13800001111').toString('hex'));
    expect(blob.includes('13800001111')).toBe(false);
    expect(blob.includes('aes-256-gcm')).toBe(true);
  });

  it('puts large content into the blob store before the commit, and lists both kinds alike', async () => {
    const large = randomBytes(300_000);
    const { group, item } = await sealed('raw', large);
    expect((await bench.vault('dispatcher').open(item)).equals(large)).toBe(true);
    expect(await bench.vault('dispatcher').list(group)).toEqual([
      { id: item, group, kind: 'raw', size: 300_000, erased: false },
    ]);
    expect(await bench.vault('dispatcher').list(group, 'party')).toEqual([]);
  });

  it('finds the newest item of a kind', async () => {
    const { group } = await sealed('message', 'first');
    const second = await bench.within('dispatcher', async (vault) => vault.seal(group, 'message', 'second'));
    expect(await bench.vault('dispatcher').find(group, 'message')).toBe(second);
    expect(await bench.vault('dispatcher').find(group, 'plan')).toBeNull();
  });

  it("joins the caller's transaction: what is rolled back was never sealed", async () => {
    const group = randomUUID();
    const attempt = bench.within('dispatcher', async (vault) => {
      await vault.openGroup(group);
      await vault.seal(group, 'note', '不会留下');
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    await expect(bench.within('dispatcher', async (vault) => vault.seal(group, 'note', 'x'))).rejects.toMatchObject({
      code: 'group-unknown',
    });
  });

  it('refuses to write without a transaction', async () => {
    await expect(bench.vault('dispatcher').openGroup(randomUUID())).rejects.toThrow('only inside a transaction');
  });

  it('says where JSON has another shape, never what it holds', async () => {
    const { item } = await sealed('party', JSON.stringify({ name: '王芳' }));
    const opening = bench.vault('dispatcher').openJson(item, z.strictObject({ address: z.string() }));
    await expect(opening).rejects.toMatchObject({ code: 'item-malformed' });
    await expect(opening).rejects.not.toThrow('王芳');
  });

  it('notices ciphertext that was changed or moved to another item', async () => {
    const one = await sealed('party', 'one');
    const other = await bench.within('dispatcher', async (vault) => vault.seal(one.group, 'party', 'other'));
    await bench.database.query(
      'update vault.item set envelope = (select envelope from vault.item where id = $2) where id = $1',
      [one.item, other],
    );
    await expect(bench.vault('dispatcher').open(one.item)).rejects.toMatchObject({ code: 'item-tampered' });
  });

  it('lets two writers of one group and two openers of it wait for each other', async () => {
    const group = randomUUID();
    const write = async (text: string) =>
      bench.within('dispatcher', async (vault) => {
        await vault.openGroup(group);
        return vault.seal(group, 'note', text);
      });
    await Promise.all([write('一'), write('二'), write('三')]);
    expect(await bench.vault('dispatcher').list(group)).toHaveLength(3);
  });

  it('fingerprints under a key: the same for the same purpose, never a plain hash', () => {
    const vault = bench.vault('ingestor');
    expect(vault.fingerprint('phone', '13800001111')).toBe(
      bench.vault('dispatcher').fingerprint('phone', '13800001111'),
    );
    expect(vault.fingerprint('phone', '13800001111')).not.toBe(vault.fingerprint('mail', '13800001111'));
    expect(vault.deriveKey('reply-token')).toHaveLength(32);
    expect(vault.deriveKey('reply-token').equals(vault.deriveKey('webhook'))).toBe(false);
  });
});
