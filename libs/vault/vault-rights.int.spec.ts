import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Service } from '#libs/contracts/vocabulary.js';
import { vaultBench } from './testing/vault-bench.js';
import type { ItemKind, VaultItemId } from './vault-item.js';

const bench = vaultBench();
const group = randomUUID();
const items = {} as Record<'raw' | 'message' | 'assessment' | 'party', VaultItemId>;

async function seal(service: Service, kind: ItemKind): Promise<VaultItemId> {
  return bench.within(service, async (vault) => vault.seal(group, kind, `${kind} by ${service}`));
}

/** Rights are PostgreSQL's: each service has its own role, and no code of it can go round that (DESIGN "The vault"). */
describe('rights in the vault', () => {
  beforeAll(async () => {
    await bench.within('ingestor', async (vault) => vault.openGroup(group));
    items.raw = await seal('ingestor', 'raw');
    items.message = await seal('ingestor', 'message');
    items.assessment = await seal('classifier', 'assessment');
    items.party = await seal('dispatcher', 'party');
  });

  it.each<[Service, keyof typeof items]>([
    ['ingestor', 'raw'],
    ['ingestor', 'message'],
    ['classifier', 'message'],
    ['classifier', 'assessment'],
    ['dispatcher', 'raw'],
    ['dispatcher', 'message'],
    ['dispatcher', 'assessment'],
    ['dispatcher', 'party'],
  ])('%s reads %s', async (service, kind) => {
    expect(await bench.vault(service).openText(items[kind])).toContain(`${kind} by`);
  });

  it.each<[Service, keyof typeof items]>([
    ['ingestor', 'party'],
    ['ingestor', 'assessment'],
    ['classifier', 'raw'],
    ['classifier', 'party'],
  ])('%s cannot tell that there is an item %s', async (service, kind) => {
    await expect(bench.vault(service).openText(items[kind])).rejects.toMatchObject({ code: 'item-unknown' });
  });

  it.each<[Service, ItemKind]>([
    ['ingestor', 'party'],
    ['ingestor', 'plan'],
    ['classifier', 'message'],
    ['classifier', 'party'],
  ])('%s cannot write %s', async (service, kind) => {
    await expect(seal(service, kind)).rejects.toThrow('row-level security');
  });

  it('the watchdog has no way in at all', async () => {
    await expect(bench.vault('watchdog').openText(items.message)).rejects.toThrow('permission denied for schema vault');
    await expect(bench.vault('watchdog').wasErased({ transport: ['x'], fingerprints: [] })).rejects.toThrow(
      'permission denied',
    );
  });

  it.each<Service>(['ingestor', 'classifier'])('%s cannot destroy keys', async (service) => {
    const erasing = bench.within(service, async (vault) => {
      await vault.erase(group, new Date('2026-11-21T01:00:00Z'), { transport: [], fingerprints: [] });
    });
    await expect(erasing).rejects.toThrow('permission denied');
  });

  it.each<Service>(['ingestor', 'classifier', 'dispatcher'])('%s cannot rewrite the audit chain', async (service) => {
    await expect(bench.orm(service).em.execute('update vault.audit set subject = subject')).rejects.toThrow(
      'permission denied',
    );
    await expect(bench.orm(service).em.execute('delete from vault.audit')).rejects.toThrow('permission denied');
  });
});
