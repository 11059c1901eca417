import { VaultMigration20261121 } from './migrations/2026-11-21-vault.migration.js';

/** The schema `vault` serves several services, so no one role owns it; its migration grants by hand. */
export const vaultMigrations = {
  schema: 'vault',
  role: null,
  migrations: [{ name: '2026-11-21-vault', class: VaultMigration20261121 }],
};
