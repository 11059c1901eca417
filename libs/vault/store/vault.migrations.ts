import type { MigrationSet } from '#libs/database/migration-set.js';
import { VaultMigration20261121 } from './migrations/2026-11-21-vault.migration.js';

/** The schema `vault` serves several services, so no one role owns it; its migration grants by hand. */
export const vaultMigrations: MigrationSet = {
  schema: 'vault',
  service: null,
  migrations: [VaultMigration20261121],
};
