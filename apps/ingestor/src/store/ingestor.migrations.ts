import type { MigrationSet } from '#libs/database/migration-set.js';
import { IntakeMigration20261121 } from './migrations/2026-11-21-intake.migration.js';
import { Fax20261121 } from './migrations/2026-11-21-fax.migration.js';
import { HeldFiles20261121 } from './migrations/2026-11-21-held-files.migration.js';
import { SmsParts20261121 } from './migrations/2026-11-21-sms-parts.migration.js';
import { SmsWatch20261121 } from './migrations/2026-11-21-sms-watch.migration.js';

export const ingestorMigrations: MigrationSet = {
  schema: 'intake',
  service: 'ingestor',
  migrations: [IntakeMigration20261121, SmsParts20261121, Fax20261121, SmsWatch20261121, HeldFiles20261121],
};
