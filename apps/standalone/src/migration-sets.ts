import { classifierMigrations } from '#apps/classifier/src/store/classifier.migrations.js';
import { dispatcherMigrations } from '#apps/dispatcher/src/store/dispatcher.migrations.js';
import { ingestorMigrations } from '#apps/ingestor/src/store/ingestor.migrations.js';
import { watchdogMigrations } from '#apps/watchdog/src/store/watchdog.migrations.js';
import { clockMigrations } from '#libs/clock/store/clock.migrations.js';
import type { MigrationSet } from '#libs/database/migration-set.js';
import { messagingMigrations } from '#libs/messaging/store/messaging.migrations.js';
import { vaultMigrations } from '#libs/vault/store/vault.migrations.js';

/** Every schema, in the order in which they are made: what others refer to comes first. */
export const migrationSets: readonly MigrationSet[] = [
  clockMigrations,
  messagingMigrations,
  vaultMigrations,
  ingestorMigrations,
  classifierMigrations,
  dispatcherMigrations,
  watchdogMigrations,
];
