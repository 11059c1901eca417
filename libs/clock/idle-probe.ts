import type { Service } from '#libs/contracts/vocabulary.js';
import { machineNow } from './business-clock.js';

/** Asks one table whether work is under way or due. */
export interface IdleProbe {
  /** What is counted, such as `dispatcher outbox`. */
  readonly name: string;
  readonly service: Service;
  /** A query of one row and column: `select count(*)::int as busy …`; $1 is the business instant (timestamptz). */
  readonly sql: string;
}

/** What a probe has counted, where it was not nothing. */
export interface Busy {
  readonly name: string;
  readonly service: Service;
  readonly count: number;
}

/** A pg client or pool of the login user, who may read every schema. */
export interface Queryable {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows the columns, as with pg itself
  query<Row extends object>(sql: string, params?: unknown[]): Promise<{ rows: Row[] }>;
}

/**
 * Runs all probes in one statement, that is on one snapshot: work that moves from one table to another
 * in a transaction is seen in one of them. Empty: idle.
 */
export async function busyProbes(db: Queryable, probes: readonly IdleProbe[]): Promise<Busy[]> {
  if (probes.length === 0) {
    return [];
  }
  const now = await businessNow(db);
  const counts = probes.map(
    ({ sql }, index) => `select ${String(index)} as probe, (${sql}) as busy where $1::timestamptz is not null`,
  );
  const { rows } = await db.query<{ probe: number; busy: number }>(counts.join(' union all '), [now.toISOString()]);
  return rows.flatMap(({ probe, busy }) => {
    const found = probes[probe];
    return found === undefined || busy === 0 ? [] : [{ name: found.name, service: found.service, count: busy }];
  });
}

/** Business time as the database's offset gives it. */
export async function businessNow(db: Queryable): Promise<Date> {
  const { rows } = await db.query<{ offset_ms: string }>('select offset_ms from clock.business_clock');
  return new Date(machineNow().getTime() + Number(rows[0]?.offset_ms ?? 0));
}
