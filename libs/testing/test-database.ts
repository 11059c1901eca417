import { createHash, randomBytes } from 'node:crypto';
import { beforeAll } from '@jest/globals';
import pg from 'pg';
import { connectionUrl, withDatabase } from '#libs/database/connection-url.js';
import { migrateAll } from '#libs/database/migrate.js';
import type { MigrationSet } from '#libs/database/migration-set.js';
import { afterEverything } from './after-everything.js';
import { eventually } from './eventually.js';
import { MemoryLogger } from './memory.logger.js';
import { testServer } from './test-servers.js';

/** A database of its own; the login user is superuser. */
export interface TestDatabase {
  readonly url: string;
  /** Rows of one statement, as the login user. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows the columns, as with pg itself
  query<Row extends object = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<{ rows: Row[] }>;
}

export interface OwnedTestDatabase extends TestDatabase {
  /** Throws when the test has left connections open. */
  drop(): Promise<void>;
}

const startLimitMs = 120_000;
const leakLimitMs = 2_000;
const templateLock = 7_246_332;

/** Registers a database for this file, with these schemas migrated; it may be used from beforeAll on. */
export function withTestDatabase(options: { sets: readonly MigrationSet[] }): TestDatabase {
  let database: OwnedTestDatabase | null = null;
  const current = (): OwnedTestDatabase => {
    if (database === null) {
      throw new Error('the database of this file exists from beforeAll on');
    }
    return database;
  };
  beforeAll(async () => {
    database = await createTestDatabase(options);
  }, startLimitMs);
  afterEverything(async () => {
    await database?.drop();
  }, startLimitMs);
  return {
    get url() {
      return current().url;
    },
    query: (sql, params) => current().query(sql, params),
  };
}

/** Clones a database from a template that is migrated once for each combination of schemas in a run. */
export async function createTestDatabase({ sets }: { sets: readonly MigrationSet[] }): Promise<OwnedTestDatabase> {
  const { url, prefix } = await testServer('postgres');
  const name = `${prefix}_${randomBytes(5).toString('hex')}`;
  await asAdministrator(url, async (client) => {
    // Cloning needs the template to itself; files take turns.
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    const template = sets.length === 0 ? 'template1' : await ensureTemplate(client, { url, prefix, sets });
    await client.query(`create database ${name} template ${template}`);
  });
  const pool = new pg.Pool({
    connectionString: connectionUrl(withDatabase(url, name), { applicationName: 'test' }),
    max: 4,
  });
  pool.on('error', () => undefined);
  return {
    url: withDatabase(url, name),
    query: (sql, params) => pool.query(sql, params),
    drop: async () => {
      await pool.end();
      await asAdministrator(url, (client) => dropWhenUnused(client, name));
    },
  };
}

async function ensureTemplate(
  client: pg.Client,
  { url, prefix, sets }: { url: string; prefix: string; sets: readonly MigrationSet[] },
): Promise<string> {
  const content = sets.map(({ schema, migrations }) => [schema, ...migrations.map(({ name }) => name)]);
  const template = `${prefix}_t${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12)}`;
  const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [template]);
  if (rowCount === 0) {
    await client.query(`drop database if exists ${template} with (force)`);
    await client.query(`create database ${template}`);
    await migrateAll({ url: withDatabase(url, template), logger: new MemoryLogger(), sets });
    await client.query(`alter database ${template} is_template true`);
  }
  return template;
}

async function dropWhenUnused(client: pg.Client, name: string): Promise<void> {
  try {
    await eventually(() => assertUnused(client, name), leakLimitMs);
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
  }
}

async function assertUnused(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ application_name: string }>(
    'select application_name from pg_stat_activity where datname = $1',
    [name],
  );
  if (rows.length > 0) {
    throw new Error(`the test left database connections open: ${rows.map((row) => row.application_name).join(', ')}`);
  }
}

async function asAdministrator<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: connectionUrl(url, { applicationName: 'test-administrator' }) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
