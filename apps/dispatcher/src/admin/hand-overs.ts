import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { HandOverBody } from '../handover/hand-over-body.schema.js';

/** What is handed over, as JSON Schema. */
export function handOverSchema(): object {
  return z.toJSONSchema(HandOverBody);
}

/** A hand-over as an administrator looks at it: ids and codes, no personal data. */
export interface ListedHandOver {
  readonly id: string;
  readonly target: string;
  readonly caseId: string;
  readonly events: readonly string[];
  readonly state: 'waiting' | 'dead';
  readonly attempts: number;
  readonly failure: string | null;
  /** ISO 8601. */
  readonly nextAttemptAt: string;
}

const mostListed = 1_000;

/** Oldest first. */
export async function listHandOvers(
  em: EntityManager,
  states: readonly ListedHandOver['state'][],
): Promise<ListedHandOver[]> {
  const rows = await em.execute<(Omit<ListedHandOver, 'nextAttemptAt'> & { next_ms: number })[]>(
    `select id, target, case_id as "caseId", events, state, attempts, outcome as failure,
            (extract(epoch from next_attempt_at) * 1000)::float8 as next_ms
       from cases.hand_over where state = any(string_to_array(?, ',')) order by ordinal limit ?`,
    [states.join(','), mostListed],
  );
  return rows.map(({ next_ms: nextMs, ...row }) => ({ ...row, nextAttemptAt: new Date(nextMs).toISOString() }));
}

/** Has hand-overs that were given up tried again, from the first rung on; returns their ids. */
export async function replayHandOvers(em: EntityManager, ids: readonly string[] | 'all'): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `update cases.hand_over set state = 'waiting', attempts = 0, settled_at = null, next_attempt_at = clock_timestamp()
      where state = 'dead' ${ids === 'all' ? '' : `and id = any(string_to_array(?, ',')::uuid[])`} returning id`,
    ids === 'all' ? [] : [ids.join(',')],
  );
  return rows.map(({ id }) => id);
}
