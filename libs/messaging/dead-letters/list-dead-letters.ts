import type { EntityManager } from '@mikro-orm/postgresql';
import { serviceSchemas } from '../store/service-schemas.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import type { DeadLetter } from './dead-letter.js';

export interface DeadLetterQuery {
  readonly service: Service;
  /** Schema of its tables; default as in `serviceSchemas`. */
  readonly schema?: string;
  /** Default 100. */
  readonly limit?: number;
}

/** The dead letters of one service, latest first. */
export async function listDeadLetters(
  em: Pick<EntityManager, 'execute'>,
  { service, schema = serviceSchemas[service], limit = 100 }: DeadLetterQuery,
): Promise<DeadLetter[]> {
  const rows = await em.execute<(Omit<DeadLetter, 'receivedAt' | 'diedAt'> & { receivedMs: number; diedMs: number })[]>(
    `select message_id as "messageId", consumer as "consumer", type as "type", reason as "reason",
            coalesce(issues, '[]'::json) as "issues", last_error as "lastError",
            started as "started", finished as "finished", failures as "failures",
            (extract(epoch from received_at) * 1000)::float8 as "receivedMs",
            (extract(epoch from settled_at) * 1000)::float8 as "diedMs", envelope as "envelope"
       from ${schema}.inbox where state = 'dead' and consumer = ? order by settled_at desc limit ?`,
    [service, limit],
  );
  return rows.map(({ receivedMs, diedMs, ...row }) => ({
    ...row,
    receivedAt: new Date(receivedMs),
    diedAt: new Date(diedMs),
  }));
}
