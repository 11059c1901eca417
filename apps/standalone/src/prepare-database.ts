import { startEmbeddedPostgres } from '#libs/database/embedded-postgres.js';
import { migrateAll } from '#libs/database/migrate.js';
import type { Logger } from '#libs/observability/logger.js';
import { migrationSets } from './migration-sets.js';

export interface PreparedDatabase {
  readonly url: string;
  /** This process brought the server along and ends it with `stop`. */
  readonly embedded: boolean;
  stop(): Promise<void>;
}

/** The database of DATABASE_URL, or a server of its own under the data folder; migrated either way. */
export async function prepareDatabase(
  config: { readonly DATABASE_URL?: string | undefined; readonly REDRESS_DATA_DIR: string },
  logger: Logger,
): Promise<PreparedDatabase> {
  const given = config.DATABASE_URL;
  const server = given === undefined ? await startEmbeddedPostgres({ dataDir: config.REDRESS_DATA_DIR, logger }) : null;
  const url = given ?? server?.url ?? '';
  const stop = async () => server?.stop();
  try {
    await migrateAll({ url, logger, sets: migrationSets });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, embedded: server !== null, stop };
}
