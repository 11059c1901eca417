import pg from 'pg';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { startEmbeddedPostgres } from '#libs/database/embedded-postgres.js';
import type { Logger } from '#libs/observability/logger.js';
import { createLogger } from '#libs/observability/pino.logger.js';

/** The database of an installation, for a command. */
export interface ReachedDatabase {
  readonly url: string;
  /** It is the embedded one, whether a running Redress has it or this command started it. */
  readonly embedded: boolean;
  readonly logger: Logger;
  close(): Promise<void>;
}

/**
 * The database of DATABASE_URL, or else the embedded one under the data folder: joined where it runs, started where not.
 * Throws ConfigurationFault for one that was never migrated.
 */
export async function reachDatabase(config: {
  readonly DATABASE_URL?: string | undefined;
  readonly REDRESS_DATA_DIR: string;
}): Promise<ReachedDatabase> {
  const logger = createLogger({ service: 'command', level: 'error', destination: 'stderr' });
  if (config.DATABASE_URL !== undefined) {
    await refuseEmpty(config.DATABASE_URL);
    return { url: config.DATABASE_URL, embedded: false, logger, close: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({ dataDir: config.REDRESS_DATA_DIR, logger, whenInUse: 'join' });
  try {
    await refuseEmpty(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.url, embedded: true, logger, close: () => server.stop() };
}

async function refuseEmpty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('intake.delivery') is not null as there`,
    );
    if (rows[0]?.there !== true) {
      throw new ConfigurationFault([
        'the database was never migrated: run "bin/redress migrate" or "bin/redress start"',
      ]);
    }
  } finally {
    await client.end();
  }
}
