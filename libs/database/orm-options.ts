import { randomUUID } from 'node:crypto';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import type { Service } from '#libs/contracts/vocabulary.js';
import { connectionUrl } from './connection-url.js';
import { expelDeadClients } from './expel-dead-clients.js';
import type { MigrationSet } from './migration-set.js';
import { roleOf } from './service-role.js';

export interface OrmSettings {
  readonly service: Service;
  /** Schema of the service's own tables; entities without a schema of their own lie there. */
  readonly schema: string;
  /** DATABASE_URL or the url of the embedded server. */
  readonly url: string;
  readonly entities: NonNullable<Options['entities']>;
  /** The service's own set; assertMigrated compares it with the database. */
  readonly migrations: MigrationSet;
  /** Default `redress_<service>`. */
  readonly role?: string;
  /** Most connections; default 8. */
  readonly poolSize?: number;
}

const defaultPoolSize = 8;
const idleTimeoutMs = 30_000;
const connectTimeoutMs = 10_000;

/** Options of a service's MikroORM: small pool, the service's role from the first statement on, UTC, no statement log. */
export function ormOptions({
  service,
  schema,
  url,
  entities,
  migrations,
  role,
  poolSize = defaultPoolSize,
}: OrmSettings): Options {
  return defineConfig({
    clientUrl: url,
    dbName: decodeURIComponent(new URL(url).pathname.slice(1)),
    schema,
    entities,
    extensions: [Migrator],
    migrations: migrationOptions(migrations),
    discovery: { warnWhenNoEntities: false },
    forceUtcTimezone: true,
    ensureDatabase: false,
    debug: false,
    pool: { min: 0, max: poolSize, idleTimeoutMillis: idleTimeoutMs },
    driverOptions: {
      connectionString: connectionUrl(url, { role: role ?? roleOf(service), applicationName: `redress-${service}` }),
      connectionTimeoutMillis: connectTimeoutMs,
      onPoolCreated: expelDeadClients,
    },
    // Transactions are found by this name: the services of one process must never find each other's.
    contextName: `redress-${service}-${randomUUID()}`,
  });
}

/** How a set is recorded: in `<schema>.migrations`, one transaction each, no snapshot file. */
export function migrationOptions({ schema, migrations }: MigrationSet): NonNullable<Options['migrations']> {
  return {
    tableName: `${schema}.migrations`,
    migrationsList: migrations.map((migration) => ({ name: migration.name, class: migration })),
    snapshot: false,
    silent: true,
    allOrNothing: true,
  };
}
