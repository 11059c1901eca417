import { randomBytes, randomUUID } from 'node:crypto';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sweepOrphans } from './blob/sweep-orphans.js';
import { vaultBench } from './testing/vault-bench.js';

const bench = vaultBench();
const at = new Date('2026-11-21T01:00:00Z');
const nothing = { transport: [], fingerprints: [] };

async function groupOf(...contents: (string | Buffer)[]) {
  const group = randomUUID();
  const items = await bench.within('dispatcher', async (vault) => {
    await vault.openGroup(group);
    const sealed = [];
    for (const content of contents) {
      sealed.push(await vault.seal(group, 'raw', content));
    }
    return sealed;
  });
  return { group, items };
}

const pathOf = (id: string) => join(bench.blobFolder, id.slice(0, 2), id.slice(2, 4), id);

describe('erasing from the vault', () => {
  it('destroys the keys of the case and of every delivery that joined it, and of nothing else', async () => {
    const delivery = await groupOf('投诉原文');
    const joinedLater = await groupOf('补充材料');
    const other = await groupOf('另一件投诉');
    const { group: theCase } = await groupOf('案件');
    await bench.within('dispatcher', async (vault) => {
      await vault.join(delivery.group, theCase);
      await vault.join(joinedLater.group, delivery.group);
      await vault.join(delivery.group, theCase);
    });
    await bench.within('dispatcher', async (vault) => {
      await vault.erase(theCase, at, nothing);
    });
    const vault = bench.vault('dispatcher');
    for (const item of [...delivery.items, ...joinedLater.items]) {
      await expect(vault.open(item)).rejects.toMatchObject({ code: 'group-erased' });
    }
    expect(await vault.openText(other.items[0] ?? ('' as never))).toBe('另一件投诉');
    const { rows } = await bench.database.query<{ keys: number; envelopes: number }>(
      `select (select count(*)::int from vault.wrapped_key where group_id = any($1)) as keys,
              (select count(*)::int from vault.item where group_id = any($1) and envelope is not null) as envelopes`,
      [[delivery.group, joinedLater.group, theCase]],
    );
    expect(rows[0]).toEqual({ keys: 0, envelopes: 0 });
    expect(await vault.list(delivery.group)).toMatchObject([{ erased: true }]);
  });

  it('leaves a tombstone by which a re-delivery is recognised, and nothing can be added', async () => {
    const { group } = await groupOf('x');
    const print = bench.vault('ingestor').fingerprint('content', 'x');
    const marks = { transport: ['imap:complaints:7:41'], fingerprints: [print] };
    await bench.within('dispatcher', async (vault) => {
      await vault.erase(group, at, marks);
    });
    const ingestor = bench.vault('ingestor');
    expect(await ingestor.wasErased({ transport: ['imap:complaints:7:41'], fingerprints: [] })).toBe(true);
    expect(await ingestor.wasErased({ transport: ['imap:complaints:8:1'], fingerprints: [print] })).toBe(true);
    expect(await ingestor.wasErased({ transport: ['imap:complaints:8:1'], fingerprints: ['other'] })).toBe(false);
    const adding = bench.within('ingestor', async (vault) => {
      await vault.openGroup(group);
      return vault.seal(group, 'raw', 'again');
    });
    await expect(adding).rejects.toMatchObject({ code: 'group-erased' });
  });

  it('can be done twice', async () => {
    const { group } = await groupOf('x');
    for (const transport of [['a-first'], ['a-second']]) {
      await bench.within('dispatcher', async (vault) => {
        await vault.erase(group, at, { transport, fingerprints: [] });
      });
    }
    expect(await bench.vault('ingestor').wasErased({ transport: ['a-second'], fingerprints: [] })).toBe(true);
  });

  it('refuses a join that would make a group its own member', async () => {
    const a = await groupOf('a');
    const b = await groupOf('b');
    await bench.within('dispatcher', async (vault) => {
      await vault.join(a.group, b.group);
    });
    await expect(bench.within('dispatcher', async (vault) => vault.join(b.group, a.group))).rejects.toMatchObject({
      code: 'join-circular',
    });
    await expect(bench.within('dispatcher', async (vault) => vault.join(a.group, randomUUID()))).rejects.toMatchObject({
      code: 'group-unknown',
    });
  });
});

describe('sweeping the blob store', () => {
  it('takes blobs of erased items and of transactions that failed, and leaves the others', async () => {
    const kept = await groupOf(randomBytes(100_000));
    const erased = await groupOf(randomBytes(100_000));
    const failing = bench.within('ingestor', async (vault) => {
      const group = randomUUID();
      await vault.openGroup(group);
      await vault.seal(group, 'raw', randomBytes(100_000));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await bench.within('dispatcher', async (vault) => {
      await vault.erase(erased.group, at, nothing);
    });
    // The ingestor sees only what it wrote, and still does not take the dispatcher's blob for an orphan.
    expect(await sweepOrphans(bench.orm('ingestor').em, bench.blobs, 0)).toBe(2);
    await expect(access(pathOf(kept.items[0] ?? ''))).resolves.toBeUndefined();
    await expect(access(pathOf(erased.items[0] ?? ''))).rejects.toThrow('ENOENT');
    const left = await readdir(bench.blobFolder, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toHaveLength(1);
  });

  it('leaves blobs alone that are younger than any transaction', async () => {
    const failing = bench.within('ingestor', async (vault) => {
      const group = randomUUID();
      await vault.openGroup(group);
      await vault.seal(group, 'raw', randomBytes(100_000));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await sweepOrphans(bench.orm('dispatcher').em, bench.blobs)).toBe(0);
  });
});
