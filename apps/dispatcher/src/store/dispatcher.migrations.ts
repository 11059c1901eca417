import type { MigrationSet } from '#libs/database/migration-set.js';
import { Cases20261121 } from './migrations/2026-11-21-cases.migration.js';
import { Tasks20261121 } from './migrations/2026-11-21-tasks.migration.js';
import { Links20261121 } from './migrations/2026-11-21-links.migration.js';
import { SmsDoubt20261121 } from './migrations/2026-11-21-sms-doubt.migration.js';
import { HandOver20261121 } from './migrations/2026-11-21-hand-over.migration.js';
import { WhichCase20261121 } from './migrations/2026-11-21-which-case.migration.js';
import { LookUps20261121 } from './migrations/2026-11-21-look-ups.migration.js';
import { LeftGroups20261122 } from './migrations/2026-11-22-left-groups.migration.js';
import { KeptOut20261121 } from './migrations/2026-11-21-kept-out.migration.js';

export const dispatcherMigrations: MigrationSet = {
  schema: 'cases',
  service: 'dispatcher',
  migrations: [
    Cases20261121,
    KeptOut20261121,
    LookUps20261121,
    Links20261121,
    Tasks20261121,
    SmsDoubt20261121,
    WhichCase20261121,
    HandOver20261121,
    LeftGroups20261122,
  ],
};
