import { Migration } from '@mikro-orm/migrations';
import { EntityManager } from '@mikro-orm/postgresql';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { DatabaseModule, openOrm } from './database.module.js';
import { migrateAll } from './migrate.js';
import type { MigrationSet } from './migration-set.js';
import { reachDatabase } from './reach-database.js';

class First extends Migration {
  override up(): void {
    this.addSql('create table watch.deadline (id int primary key, due_at timestamptz not null)');
  }
}

class Second extends Migration {
  override up(): void {
    this.addSql('alter table watch.deadline add column warned boolean not null default false');
  }
}

class Broken extends Migration {
  override up(): void {
    this.addSql('create table watch.never (id int)');
    this.addSql('select 1 / 0');
  }
}

class Foreign extends Migration {
  override up(): void {
    this.addSql('create table cases.secret (id int)');
  }
}

const database = withTestDatabase({ sets: [] });
const logger = new MemoryLogger();
const watch = (...migrations: MigrationSet['migrations']): MigrationSet => ({
  schema: 'watch',
  service: 'watchdog',
  migrations,
});
const foreign: MigrationSet = { schema: 'cases', service: 'dispatcher', migrations: [Foreign] };
const settings = (migrations: MigrationSet) => ({
  service: 'watchdog' as const,
  schema: 'watch',
  url: database.url,
  entities: [],
  migrations,
});

describe('migrateAll', () => {
  it('refuses a service whose schema is missing, with one line', async () => {
    await expect(openOrm(settings(watch(First)))).rejects.toThrow(
      'Database schema watch lacks First: run "redress migrate" first',
    );
  });

  it('runs what is new, once, also when started several times at once', async () => {
    const runs = await Promise.all(
      [1, 2, 3].map(() => migrateAll({ url: database.url, logger, sets: [watch(First), foreign] })),
    );
    expect(runs.flat().sort()).toEqual(['cases/Foreign', 'watch/First']);
    expect(await migrateAll({ url: database.url, logger, sets: [watch(First, Second)] })).toEqual(['watch/Second']);
    expect(await migrateAll({ url: database.url, logger, sets: [watch(First, Second)] })).toEqual([]);
  });

  it('leaves nothing of a set that fails', async () => {
    await expect(migrateAll({ url: database.url, logger, sets: [watch(First, Second, Broken)] })).rejects.toThrow();
    expect(
      (await database.query<{ there: string | null }>("select to_regclass('watch.never') as there")).rows[0]?.there,
    ).toBeNull();
  });

  it('refuses a service that is older than the database, with one line', async () => {
    await expect(openOrm(settings(watch(First)))).rejects.toThrow(
      'Database schema watch is newer than this program (Second): install the newer version',
    );
  });
});

describe('DatabaseModule', () => {
  it("works under the role of its service: own schema yes, another service's no, UTC", async () => {
    const module = await Test.createTestingModule({
      imports: [DatabaseModule.forService(settings(watch(First, Second)))],
    }).compile();
    const em = module.get(EntityManager);
    await em.execute("insert into watch.deadline values (1, '2026-11-21T01:00:00Z')");
    expect(
      await em.execute('select current_user::text as role, current_setting(?) as zone, due_at from watch.deadline', [
        'timezone',
      ]),
    ).toEqual([{ role: 'redress_watchdog', zone: 'UTC', due_at: '2026-11-21 01:00:00+00' }]);
    await expect(em.execute('select * from cases.secret')).rejects.toThrow('permission denied');
    await expect(em.execute("delete from watch.migrations where name = 'First'")).rejects.toThrow('permission denied');
    await module.close();
  });

  it('joins a transaction that is open around it', async () => {
    const module = await Test.createTestingModule({
      imports: [DatabaseModule.forService(settings(watch(First, Second)))],
    }).compile();
    const em = module.get(EntityManager);
    const failing = em.transactional(async () => {
      await em.execute("insert into watch.deadline values (2, '2026-11-21T01:00:00Z')");
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await em.execute('select id from watch.deadline where id = 2')).toEqual([]);
    await module.close();
  });
});

describe('reachDatabase', () => {
  it('says in one line what is wrong, without user and password', async () => {
    const unreachable = new URL(database.url);
    unreachable.port = '1';
    await expect(reachDatabase(unreachable.href)).rejects.toMatchObject({
      lines: [expect.stringMatching(/^DATABASE_URL: 127\.0\.0\.1:1\/\S+ cannot be used: nothing listens there$/u)],
    });
    const wrongPassword = new URL(database.url);
    wrongPassword.password = 'sesame';
    await expect(reachDatabase(wrongPassword.href)).rejects.toMatchObject({
      lines: [expect.stringContaining('user or password is wrong')],
    });
    const noDatabase = new URL(database.url);
    noDatabase.pathname = '/nowhere';
    await expect(reachDatabase(noDatabase.href)).rejects.toMatchObject({
      lines: [expect.stringContaining('the database does not exist')],
    });
  });
});
