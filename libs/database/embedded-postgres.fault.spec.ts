import { mkdtemp, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { clusterOf, foldersToOpen } from './embedded/cluster-place.js';
import { runningPostmaster } from './embedded/postmaster-file.js';

const logger = new MemoryLogger();
const owner = { entry: 'libs/testing/own-database.main.ts' };
let folder = '';

endSpawnedServices();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-embedded-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

async function used<Result>(server: EmbeddedPostgres, use: (url: string) => Promise<Result>): Promise<Result> {
  try {
    return await use(server.url);
  } finally {
    await server.stop();
  }
}

describe('startEmbeddedPostgres', () => {
  it('runs UTF8, locale C, durable, on loopback only, and keeps what was written', async () => {
    const dataDir = join(folder, 'kept');
    await used(await startEmbeddedPostgres({ dataDir, logger }), async (url) => {
      expect(
        await ask(
          url,
          "select string_agg(setting, ' ' order by name) from pg_settings where name in ('server_encoding', 'lc_collate', 'synchronous_commit', 'fsync', 'listen_addresses', 'unix_socket_directories')",
        ),
      ).toBe('on 127.0.0.1 UTF8 on ');
      expect(await ask(url, "select datcollate from pg_database where datname = 'redress'")).toBe('C');
      await ask(url, "create table kept as select '投诉' as word");
    });
    expect(await runningPostmaster(join(dataDir, 'postgres'))).toBeNull();
    await used(await startEmbeddedPostgres({ dataDir, logger }), async (url) => {
      expect(await ask(url, 'select word from kept')).toBe('投诉');
    });
    expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600);
  });

  it('refuses a folder that another living process owns, and lets commands join', async () => {
    const dataDir = join(folder, 'owned');
    const other = spawnService({ ...owner, args: [dataDir], env: {} });
    await other.printed(/^ready$/mu);
    await expect(startEmbeddedPostgres({ dataDir, logger })).rejects.toThrow(
      'REDRESS_DATA_DIR is in use by another Redress',
    );
    const joined = await startEmbeddedPostgres({ dataDir, logger, whenInUse: 'join' });
    await joined.stop();
    expect(await ask(joined.url, 'select 1')).toBe(1);
    expect((await other.kill('SIGTERM')).code).toBe(0);
    await expect(ask(joined.url, 'select 1')).rejects.toThrow();
  });

  it('takes over the server that a kill -9 left running', async () => {
    const dataDir = join(folder, 'killed');
    const other = spawnService({ ...owner, args: [dataDir], env: {} });
    await other.printed(/^ready$/mu);
    const left = await runningPostmaster(join(dataDir, 'postgres'));
    await other.kill('SIGKILL');
    await used(await startEmbeddedPostgres({ dataDir, logger }), async (url) => {
      expect(await runningPostmaster(join(dataDir, 'postgres'))).toEqual(left);
      expect(left).not.toBeNull();
      expect(await ask(url, 'select 1')).toBe(1);
    });
    expect(await runningPostmaster(join(dataDir, 'postgres'))).toBeNull();
  });

  it('ends a server left running that does not answer, and starts anew', async () => {
    const dataDir = join(folder, 'stuck');
    const other = spawnService({ ...owner, args: [dataDir], env: {} });
    await other.printed(/^ready$/mu);
    const left = await runningPostmaster(join(dataDir, 'postgres'));
    await other.kill('SIGKILL');
    if (left === null) {
      throw new Error('the server was to stay behind');
    }
    process.kill(left.pid, 'SIGSTOP');
    await used(await startEmbeddedPostgres({ dataDir, logger }), async (url) => {
      expect((await runningPostmaster(join(dataDir, 'postgres')))?.pid).not.toBe(left.pid);
      expect(await ask(url, 'select 1')).toBe(1);
    });
  });

  it('passes through closed temporary folders, and lies elsewhere below any other closed folder', async () => {
    const closed = await mkdtemp(join(homedir(), '.redress-test-'));
    try {
      const dataDir = join(closed, 'clone', 'data');
      await used(await startEmbeddedPostgres({ dataDir, logger }), async (url) => {
        expect(await ask(url, 'select 1')).toBe(1);
      });
      const opened = process.getuid?.() === 0 && foldersToOpen(dataDir).includes(closed);
      expect((await stat(closed)).mode & 0o777).toBe(opened ? 0o710 : 0o700);
      const place = await clusterOf(dataDir);
      if (place !== join(dataDir, 'postgres')) {
        await rm(place, { recursive: true });
      }
    } finally {
      await rm(closed, { recursive: true });
    }
  });
});
