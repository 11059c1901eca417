import type { MigrationSet } from '#libs/database/migration-set.js';
import { BusinessClock20261121 } from './migrations/2026-11-21-business-clock.migration.js';

export const clockMigrations: MigrationSet = { schema: 'clock', service: null, migrations: [BusinessClock20261121] };
