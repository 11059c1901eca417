import { runMigrations } from 'graphile-worker';
import { connectionUrl } from '#libs/database/connection-url.js';
import { serviceRoles } from '#libs/database/service-role.js';
import { silentEngineLogger } from './engine-logger.js';
import { queueSchema } from './message-queue.js';

/** Makes or upgrades the engine's schema, in transactions of its own. Does nothing when it is up to date. */
export async function migrateQueue(url: string): Promise<void> {
  await runMigrations({
    connectionString: connectionUrl(url, { applicationName: 'redress-migrate' }),
    schema: queueSchema,
    maxPoolSize: 2,
    logger: silentEngineLogger,
    noHandleSignals: true,
  });
}

/**
 * Lets every service add, take and finish jobs. The engine's tables have row level security without a policy, so that
 * only their owner sees rows; messages carry ids and codes only, so one policy lets all services in.
 */
export function queueRightsSql(): string[] {
  const roles = serviceRoles.join(', ');
  const tables = ['_private_jobs', '_private_job_queues', '_private_tasks'];
  return [
    `grant usage on schema ${queueSchema} to ${roles}`,
    `grant select, insert, update, delete on all tables in schema ${queueSchema} to ${roles}`,
    `revoke insert, update, delete on ${queueSchema}.migrations from ${roles}`,
    `grant usage, select on all sequences in schema ${queueSchema} to ${roles}`,
    `grant execute on all functions in schema ${queueSchema} to ${roles}`,
    ...tables.flatMap((table) => [
      `drop policy if exists redress_services on ${queueSchema}.${table}`,
      `create policy redress_services on ${queueSchema}.${table} to ${roles} using (true) with check (true)`,
    ]),
  ];
}
