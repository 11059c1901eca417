import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#libs/database/embedded-postgres.js';
import { MemoryLogger } from '../memory.logger.js';
import type { PostgresAddress, StartedServer } from './test-server.js';

/** What a crash of the machine would lose does not matter in a test; what a crash of a process would lose does. */
const testSettings = { fsync: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '64MB' };

/** A server of our own, or TEST_DATABASE_URL, whose database must be named as one for tests. */
export async function startPostgres(
  folder: string,
  runId: string,
  given: string,
): Promise<StartedServer<PostgresAddress>> {
  if (given === '') {
    const server = await startEmbeddedPostgres({
      dataDir: join(folder, 'postgres'),
      logger: new MemoryLogger(),
      settings: testSettings,
    });
    return { address: { url: server.url, prefix: `test_${runId}` }, stop: () => server.stop() };
  }
  const name = decodeURIComponent(new URL(given).pathname.slice(1));
  if (!name.includes('test')) {
    throw new Error(
      'TEST_DATABASE_URL must name a database whose name contains "test": tests create and drop databases beside it',
    );
  }
  const prefix = `${name.toLowerCase().replace(/[^a-z0-9_]/gu, '_')}_${runId}`;
  return { address: { url: given, prefix }, stop: () => dropAll(given, prefix) };
}

async function dropAll(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) {
      await client.query(`alter database ${client.escapeIdentifier(datname)} is_template false`);
      await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
    }
  } finally {
    await client.end();
  }
}
