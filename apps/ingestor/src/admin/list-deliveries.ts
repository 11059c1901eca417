import type { EntityManager } from '@mikro-orm/postgresql';
import { outcomes } from '../ledger/outcome.js';
import type { Outcome, OutcomeReason } from '../ledger/outcome.js';
import type { Transport } from '../store/delivery.entity.js';

/** A row of the ledger as an administrator sees it: ids, codes and instants, nothing of anybody. */
export interface DeliveryLine {
  readonly id: string;
  /** Business time, ISO 8601. */
  readonly receivedAt: string;
  readonly transport: Transport;
  /** Key of the mailbox, SMS entry or form. */
  readonly point: string;
  /** Null: still on its way. */
  readonly outcome: Outcome | null;
  readonly reason: OutcomeReason | null;
  readonly preset: string;
  readonly unit: string;
  readonly sizeBytes: number | null;
  readonly flags: readonly string[];
  readonly duplicateOf: string | null;
  readonly seenAgain: number;
  readonly endedAt: string | null;
}

/** What deliveries can be asked for by; `open`: without outcome. */
export const outcomesToList: readonly string[] = [...outcomes, 'open'];

export interface DeliveryQuery {
  readonly outcome?: Outcome | 'open';
  readonly reason?: string;
  readonly transport?: Transport;
  readonly point?: string;
  /** Business time. */
  readonly since?: Date;
  readonly limit: number;
}

const columns = `id, received_at as "receivedAt", transport, point, outcome, reason, preset, unit,
  size_bytes::float8 as "sizeBytes", flags, duplicate_of as "duplicateOf", seen_again as "seenAgain", ended_at as "endedAt"`;

/** The latest first. */
export async function listDeliveries(em: EntityManager, query: DeliveryQuery): Promise<DeliveryLine[]> {
  const conditions: [string, unknown[]][] = [];
  if (query.outcome === 'open') {
    conditions.push(['outcome is null', []]);
  } else if (query.outcome !== undefined) {
    conditions.push(['outcome = ?', [query.outcome]]);
  }
  for (const [column, value] of [
    ['reason', query.reason],
    ['transport', query.transport],
    ['point', query.point],
  ] as const) {
    if (value !== undefined) {
      conditions.push([`${column} = ?`, [value]]);
    }
  }
  if (query.since !== undefined) {
    conditions.push(['received_at >= ?::timestamptz', [query.since.toISOString()]]);
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.map(([condition]) => condition).join(' and ')}`;
  return readLines(em, `select ${columns} from intake.delivery ${where} order by ordinal desc limit ?`, [
    ...conditions.flatMap(([, values]) => values),
    query.limit,
  ]);
}

/** By its id or the beginning of it, eight characters or more; null when none or several begin so. */
export async function findDelivery(em: EntityManager, id: string): Promise<DeliveryLine | null> {
  if (!/^[0-9a-f]{8}[0-9a-f-]*$/u.test(id)) {
    return null;
  }
  const found = await readLines(em, `select ${columns} from intake.delivery where id::text like ? limit 2`, [`${id}%`]);
  return found.length === 1 ? (found[0] ?? null) : null;
}

async function readLines(em: EntityManager, sql: string, values: unknown[]): Promise<DeliveryLine[]> {
  const rows = await em.execute<
    (Omit<DeliveryLine, 'receivedAt' | 'endedAt'> & { receivedAt: Date | string; endedAt: Date | string | null })[]
  >(sql, values);
  return rows.map((row) => ({
    ...row,
    receivedAt: new Date(row.receivedAt).toISOString(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
  }));
}
