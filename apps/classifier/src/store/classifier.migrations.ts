import type { MigrationSet } from '#libs/database/migration-set.js';
import { ClassificationMigration20261121 } from './migrations/2026-11-21-classification.migration.js';
import { LinkCorrections20261121 } from './migrations/2026-11-21-link-corrections.migration.js';
import { Opinions20261121 } from './migrations/2026-11-21-opinions.migration.js';
import { PlacedAnew20261122 } from './migrations/2026-11-22-placed-anew.migration.js';
import { Signatures20261121 } from './migrations/2026-11-21-signatures.migration.js';

export const classifierMigrations: MigrationSet = {
  schema: 'classification',
  service: 'classifier',
  migrations: [
    ClassificationMigration20261121,
    Signatures20261121,
    Opinions20261121,
    LinkCorrections20261121,
    PlacedAnew20261122,
  ],
};
