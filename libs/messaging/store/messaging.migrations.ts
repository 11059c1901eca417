import type { MigrationSet } from '#libs/database/migration-set.js';
import { MessageQueueMigration20261121 } from './migrations/2026-11-21-message-queue.migration.js';

/**
 * What the embedded transport needs. The schema `messaging` itself only records what has run: the queue lies in
 * `message_queue`, and outbox and inbox in the services' own schemas (`messagingTablesSql`).
 */
export const messagingMigrations: MigrationSet = {
  schema: 'messaging',
  service: null,
  migrations: [MessageQueueMigration20261121],
};
