import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChain } from '../store/verify-chain.js';
import { testKeys, vaultBench } from '../testing/vault-bench.js';
import { checkMasterKeys } from './check-master-keys.js';
import { rewrapKeys } from './rewrap-keys.js';
import { VaultKeys } from './vault-keys.js';

/** The database's owner, as `redress vault rotate` is. */
let owner: MikroORM;
afterAll(async () => {
  await owner.close(true);
});
const bench = vaultBench();
beforeAll(() => {
  owner = new MikroORM({
    clientUrl: bench.database.url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    debug: false,
  });
});
const index = Buffer.alloc(32, 9);
const older = { id: 'test-1', key: Buffer.alloc(32, 1) };
const newer = { id: 'test-2', key: Buffer.alloc(32, 2) };

async function sealOne(text: string) {
  const group = randomUUID();
  const item = await bench.within('dispatcher', async (vault) => {
    await vault.openGroup(group);
    return vault.seal(group, 'note', text);
  });
  return { group, item };
}

describe('master keys', () => {
  it('rotate: content stays readable by the new key alone, and is not touched', async () => {
    const { item } = await sealOne('旧钥匙封存');
    const before = await bench.database.query(`select envelope from vault.item where id = $1`, [item]);
    const both = new VaultKeys([newer, older], index);
    expect(await rewrapKeys(owner.em.fork(), both, 1)).toBe(1);
    while ((await rewrapKeys(owner.em.fork(), both)) > 0) {}
    const newOnly = new VaultKeys([newer], index);
    expect(await bench.vault('dispatcher', newOnly).openText(item)).toBe('旧钥匙封存');
    await expect(bench.vault('dispatcher', testKeys).openText(item)).rejects.toMatchObject({ code: 'key-unknown' });
    expect(await bench.database.query(`select envelope from vault.item where id = $1`, [item])).toMatchObject({
      rows: before.rows,
    });
    await expect(checkMasterKeys(owner.em.fork(), newOnly)).resolves.toBeUndefined();
  });

  it("that are lost, or are not what they were, stop the start with the key's id", async () => {
    await sealOne('x');
    await expect(checkMasterKeys(bench.orm('dispatcher').em, new VaultKeys([newer], index))).rejects.toThrow(
      'REDRESS_MASTER_KEYS lacks test-1',
    );
    const impostor = { id: 'test-1', key: Buffer.alloc(32, 3) };
    await expect(checkMasterKeys(bench.orm('dispatcher').em, new VaultKeys([impostor, newer], index))).rejects.toThrow(
      'test-1 is not the key of that name',
    );
  });

  it('cannot be changed by a service', async () => {
    await sealOne('x');
    await expect(rewrapKeys(bench.orm('dispatcher').em.fork(), new VaultKeys([newer, older], index))).rejects.toThrow(
      'permission denied',
    );
  });
});

describe('the audit chain', () => {
  it('holds for what was done in order, erasure included', async () => {
    const { group } = await sealOne('一');
    await bench.within('dispatcher', async (vault) => vault.seal(group, 'note', '二'));
    expect(await verifyChain(owner.em.fork(), group)).toEqual({ kind: 'intact', links: 3 });
    await bench.within('dispatcher', async (vault) => {
      await vault.erase(group, new Date('2026-11-21T01:00:00Z'), { transport: [], fingerprints: [] });
    });
    expect(await verifyChain(owner.em.fork(), group)).toEqual({ kind: 'intact', links: 4 });
  });

  it.each([
    ['a changed envelope', `update vault.item set envelope = envelope || '\\x00' where group_id = $1`, 2],
    ['a digest that was changed with it', `update vault.item set digest = '\\x00' where group_id = $1`, 2],
    ['a link taken out', `delete from vault.audit where group_id = $1 and link = 2`, 2],
    ['the last link taken off', `delete from vault.audit where group_id = $1 and link = 3`, 0],
    ['an item taken away', `delete from vault.item where group_id = $1`, 2],
  ])('breaks at %s', async (_what, tampering, link) => {
    const { group } = await sealOne('一');
    await bench.within('dispatcher', async (vault) => vault.seal(group, 'note', '二'));
    await bench.database.query(tampering, [group]);
    expect(await verifyChain(owner.em.fork(), group)).toEqual({ kind: 'broken', link });
  });
});
