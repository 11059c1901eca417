import { Migration } from '@mikro-orm/migrations';
import { migrateQueue, queueRightsSql } from '../../transport/embedded/migrate-queue.js';

/**
 * The embedded transport's queue. The engine migrates its schema itself, on a connection of its own; only the rights
 * belong to this migration's transaction. An upgrade of the engine that changes its schema needs another one like this.
 */
export class MessageQueueMigration20261121 extends Migration {
  override async up(): Promise<void> {
    const url = this.config.get('clientUrl');
    if (url === undefined) {
      throw new Error('The message queue is migrated on a connection of its own: clientUrl must be set');
    }
    await migrateQueue(url);
    for (const statement of queueRightsSql()) {
      this.addSql(statement);
    }
  }
}
