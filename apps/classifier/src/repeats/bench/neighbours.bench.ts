/**
 * How long it takes to find the neighbours of a complaint among very many earlier ones, and whether a flood of identical
 * ones costs more the longer it lasts. Not a test: prints and judges nothing.
 *
 *     node --import ./libs/testing/jest/typescript-hooks.mjs apps/classifier/src/repeats/bench/neighbours.bench.ts [earlier] [flood]
 */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { DeliveryId } from '#libs/contracts/identity.js';
import { startEmbeddedPostgres } from '#libs/database/embedded-postgres.js';
import { migrateAll } from '#libs/database/migrate.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { FolderBlobStore } from '#libs/vault/blob/folder-blob.store.js';
import { VaultKeys } from '#libs/vault/keys/vault-keys.js';
import { vaultMigrations } from '#libs/vault/store/vault.migrations.js';
import { VaultRowLimit } from '#libs/vault/vault-row-limit.js';
import { Vault } from '#libs/vault/vault.js';
import { CauseParties } from '../../groups/cause-parties.js';
import { CauseStore } from '../../groups/cause.store.js';
import { GroupFinder } from '../../groups/group-finder.js';
import { Wholes } from '../../groups/wholes.js';
import { classifierMigrations } from '../../store/classifier.migrations.js';
import { classifierTestSets } from '../../testing/classifier-under-test.js';
import { wordsOf } from '../matter.js';
import { PastComplaints } from '../past-complaints.js';
import { placeParts } from '../place-parts.js';
import { RepeatFinder } from '../repeat-finder.js';
import type { Subject } from '../subject.js';

const key = Buffer.alloc(32, 7);
const preset = loadPresets('config/presets').book.get('property-group');
const instant = '2026-11-20T02:00:00.000Z';
const round = 1_000;

function subject(text: string, contact: string, place: string | null): Subject {
  return {
    received: {
      deliveryId: DeliveryId.parse(randomUUID()),
      unit: 'bench',
      receivedAt: instant,
    },
    preset,
    text,
    matter: { category: 'property-service', topics: [], order: null, place: placeParts(place), words: wordsOf(text) },
    sortedByPeople: false,
    traits: { contacts: [contact], nameAndPlace: null },
  };
}

/** A text of its own: forty characters drawn at random. */
function anyText(): string {
  return Array.from({ length: 40 }, () => String.fromCharCode(0x4e00 + Math.floor(Math.random() * 3_000))).join('');
}

class Bench {
  constructor(private readonly em: EntityManager) {}

  /** Milliseconds that signing and finding take, each in a transaction of its own. */
  async find(made: Subject): Promise<number> {
    const em = this.em.fork();
    const began = performance.now();
    await em.transactional(async (transaction) => {
      const vault = new Vault(
        transaction,
        new VaultKeys([{ id: 'bench', key }], key),
        new FolderBlobStore(tmpdir()),
        VaultRowLimit.default,
      );
      const repeats = new RepeatFinder(transaction, vault, new PastComplaints(vault));
      const keys = repeats.keysOf(made);
      await repeats.sign(made, keys);
      await repeats.find(made, [...keys.keys()]);
      const causes = new CauseStore(transaction, new Wholes(new Map()));
      await new GroupFinder(transaction, vault, causes, new CauseParties(transaction)).place(made, [...keys.keys()]);
    });
    return performance.now() - began;
  }

  async run(label: string, count: number, make: (n: number) => Subject): Promise<void> {
    let taken: number[] = [];
    for (let n = 0; n < count; n += 1) {
      taken.push(await this.find(make(n)));
      if (taken.length === round || n === count - 1) {
        const sorted = taken.toSorted((a, b) => a - b);
        const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
        process.stdout.write(`${label} ${String(n + 1).padStart(6)}: ${at(0.5)} ms median, ${at(0.95)} ms at 95 %\n`);
        taken = [];
      }
    }
  }
}

/** Earlier complaints, each of somebody else about something else, as their signatures lie in the tables. */
async function fill(em: EntityManager, earlier: number): Promise<void> {
  await em.execute(
    `insert into classification.signature (delivery_id, preset, unit, received_at, category, topics)
     select gen_random_uuid(), ?, 'bench', ?::timestamptz - random() * interval '25 days', 'property-service', '{}'
       from generate_series(1, ?)`,
    [preset.id, instant, earlier],
  );
  await em.execute(
    `insert into classification.person_key (key, delivery_id, preset, received_at, via)
     select encode(sha256(delivery_id::text::bytea), 'hex'), delivery_id, preset, received_at, 'contact' from classification.signature`,
  );
  await em.execute(
    `insert into classification.cause (id, preset, unit, category, site, topics, comparable, bits, leading_delivery, first_at, last_at)
     select gen_random_uuid(), preset, unit, category, 'site ' || (random() * 200)::int, '{}',
            true,
            decode(md5(delivery_id::text), 'hex'), delivery_id, received_at, received_at from classification.signature`,
  );
  await em.execute(
    `insert into classification.cause_band (band, cause_id)
     select (random() * 4e9 - 2e9)::int, id from classification.cause cross join generate_series(1, 20) on conflict do nothing`,
  );
  await em.execute('analyze classification.signature');
  await em.execute('analyze classification.person_key');
  await em.execute('analyze classification.cause');
  await em.execute('analyze classification.cause_band');
}

async function measure(url: string, earlier: number, flood: number): Promise<void> {
  await migrateAll({ url, logger: new MemoryLogger(), sets: [...classifierTestSets, vaultMigrations] });
  const orm = await MikroORM.init(
    ormOptions({
      service: 'classifier',
      schema: 'classification',
      url,
      entities: [],
      migrations: classifierMigrations,
    }),
  );
  const bench = new Bench(orm.em.fork());
  await fill(orm.em.fork(), earlier);
  process.stdout.write(`${String(earlier)} earlier complaints\n`);
  await bench.run('of their own  ', 2 * round, (n) =>
    subject(anyText(), `kehu${String(n)}@example.com`, `${String(n % 90)}号楼101`),
  );
  const letter = '我们是本小区业主，物业擅自取消夜间巡逻，多户被盗，多次反映均无答复，要求恢复巡逻并公布监控。';
  await bench.run('all identical ', flood, (n) => subject(letter, `lianming${String(n)}@example.com`, null));
  await bench.run('one sender    ', 2 * round, () => subject(anyText(), 'everyday@example.com', null));
  await orm.close(true);
}

const [earlier = 100_000, flood = 10_000] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'redress-bench-'));
try {
  const server = await startEmbeddedPostgres({ dataDir: folder, logger: new MemoryLogger() });
  try {
    await measure(server.url, earlier, flood);
  } finally {
    await server.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
