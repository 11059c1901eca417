import type { Command } from 'commander';
import { z } from 'zod';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { databaseSettings } from '#libs/config/database.config.js';
import { environment } from '#libs/config/environment.js';
import { loggingSettings } from '#libs/config/logging.config.js';
import { readConfig } from '#libs/config/read-config.js';
import { startEmbeddedPostgres } from '#libs/database/embedded-postgres.js';
import { migrateAll } from '#libs/database/migrate.js';
import { createLogger } from '#libs/observability/pino.logger.js';

const MigrateConfig = z.object({ ...databaseSettings, ...loggingSettings });

export function defineMigrate(command: Command): void {
  command
    .addHelpText(
      'after',
      '\nMigrates the database of DATABASE_URL, or else the embedded one under REDRESS_DATA_DIR. Safe to repeat.',
    )
    .action(async () => {
      const config = readConfig(MigrateConfig, environment());
      const logger = createLogger({ service: 'migrate', level: 'warn', destination: 'stderr' });
      const embedded =
        config.DATABASE_URL === undefined
          ? await startEmbeddedPostgres({ dataDir: config.REDRESS_DATA_DIR, logger, whenInUse: 'join' })
          : null;
      try {
        const done = await migrateAll({ url: config.DATABASE_URL ?? embedded?.url ?? '', logger, sets: migrationSets });
        const lines =
          done.length === 0 ? ['nothing to do: every schema is up to date'] : done.map((name) => `ran ${name}`);
        process.stdout.write(`${lines.join('\n')}\n`);
      } finally {
        await embedded?.stop();
      }
    });
}
