import type { MigrationSet } from '#libs/database/migration-set.js';
import { LateIntake20261121 } from './migrations/2026-11-21-late-intake.migration.js';
import { WatchMigration20261121 } from './migrations/2026-11-21-watch.migration.js';

export const watchdogMigrations: MigrationSet = {
  schema: 'watch',
  service: 'watchdog',
  migrations: [WatchMigration20261121, LateIntake20261121],
};
