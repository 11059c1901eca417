import type { EntityManager } from '@mikro-orm/postgresql';

/** What should be nothing, or nearly nothing. */
export interface Account {
  /** On a mail server and not in the ledger when it was last compared, or in the ledger without outcome for too long. */
  readonly unaccounted: number;
  /** Announced or received, without outcome yet. */
  readonly waiting: number;
  /** Waiting for a person. */
  readonly quarantined: number;
}

/** A delivery without outcome for longer than this is unaccounted for: the registration limit is five minutes (PG-16). */
const overdueMinutes = 3;

export async function countUnaccounted(em: EntityManager): Promise<Account> {
  const rows = await em.execute<Account[]>(
    `select (count(*) filter (where outcome is null and created_at < clock_timestamp() - make_interval(mins => ?))
               + (select coalesce(sum(unaccounted), 0) from intake.mailbox_folder))::int as unaccounted,
            (count(*) filter (where outcome is null))::int as waiting,
            (select count(*) from intake.quarantine)::int as quarantined
       from intake.delivery where outcome is null`,
    [overdueMinutes],
  );
  return rows[0] ?? { unaccounted: 0, waiting: 0, quarantined: 0 };
}
