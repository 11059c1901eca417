import type pg from 'pg';
import type { Service } from '#libs/contracts/vocabulary.js';
import { isPresentSql, presenceKinds } from '../../presence/advisory-keys.js';
import { queueSchema } from './message-queue.js';

/**
 * Unlocks a service's jobs whose worker is gone (kill -9); the engine by itself waits four hours. A worker is gone when
 * nobody holds its presence lock. Should one be wrongly taken for gone, its jobs run twice and the inbox stops that.
 */
export async function freeStuckJobs(pool: pg.Pool, service: Service): Promise<number> {
  const { rows } = await pool.query<{ workers: string[] | null }>(
    `select array_agg(distinct j.locked_by) as workers from ${queueSchema}.jobs j
      where j.task_identifier = $1 and j.locked_by is not null and not ${isPresentSql(presenceKinds.worker, 'hashtext(j.locked_by)')}`,
    [service],
  );
  const workers = rows[0]?.workers ?? [];
  if (workers.length > 0) {
    await pool.query(`select ${queueSchema}.force_unlock_workers($1::text[])`, [workers]);
  }
  return workers.length;
}
