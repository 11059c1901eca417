import { withTestDatabase } from '#libs/testing/test-database.js';
import { testMigrations } from '../../testing/test-schema.js';
import type { TransportUnderTest } from '../transport-under-test.js';
import { queueSchema } from './message-queue.js';

/** Registers its database for the file that calls it. */
export function embeddedUnderTest(): TransportUnderTest {
  const db = withTestDatabase({ sets: testMigrations });
  return {
    db,
    transport: () => ({ kind: 'embedded' }),
    inject: async (service, body) => {
      await db.query(`select ${queueSchema}.add_job($1, $2::json)`, [service, JSON.stringify(body)]);
    },
    // The ingestor's own sessions stay: whether a commit that is cut off happened, its caller cannot know.
    cut: async () => {
      await db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name like 'redress-%' and application_name <> 'redress-ingestor'`,
      );
    },
    empty: async () => {
      await db.query(`delete from ${queueSchema}._private_jobs`);
    },
  };
}
