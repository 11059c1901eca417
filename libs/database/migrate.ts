import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { Logger } from '#libs/observability/logger.js';
import { connectionUrl } from './connection-url.js';
import type { MigrationSet } from './migration-set.js';
import { migrationOptions } from './orm-options.js';
import { reachDatabase } from './reach-database.js';
import { ensureRoles, grantOwnSchema } from './roles.js';

export interface MigrateOptions {
  /** Login user must own the database, and may create roles unless they exist. */
  readonly url: string;
  readonly logger: Logger;
  /** All sets, in the order in which they run: what others refer to comes first. */
  readonly sets: readonly MigrationSet[];
}

/** Any number that nobody else in this database locks on. */
const migrationLock = 7_246_331;

/**
 * Brings every schema up to date, in one place and one at a time: whoever comes second waits and finds nothing to do.
 * Each set runs in one transaction. Returns the names of what ran, as `schema/Name`.
 */
export async function migrateAll({ url, logger, sets }: MigrateOptions): Promise<string[]> {
  await reachDatabase(url);
  const client = new pg.Client({ connectionString: connectionUrl(url, { applicationName: 'redress-migrate' }) });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await ensureRoles(client);
    const done: string[] = [];
    for (const set of sets) {
      const ran = await runSet(url, set);
      await grantOwnSchema(client, set);
      logger.info({ schema: set.schema, ran }, ran.length === 0 ? 'Schema is up to date' : 'Schema migrated');
      done.push(...ran.map((name) => `${set.schema}/${name}`));
    }
    return done;
  } finally {
    await client.end();
  }
}

async function runSet(url: string, set: MigrationSet): Promise<string[]> {
  const orm = new MikroORM({
    clientUrl: url,
    dbName: decodeURIComponent(new URL(url).pathname.slice(1)),
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: migrationOptions(set),
    ensureDatabase: false,
    pool: { min: 0, max: 2 },
    driverOptions: { connectionString: connectionUrl(url, { applicationName: 'redress-migrate' }) },
  });
  try {
    const ran = await orm.migrator.up();
    return ran.map(({ name }) => name);
  } finally {
    await orm.close(true);
  }
}
