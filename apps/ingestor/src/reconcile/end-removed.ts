import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Gives an outcome to what was announced in mailboxes that are not in the plan any more: nobody will ask for it. Where a
 * mailbox comes back, what still lies there is announced again. `at` is business time. Returns how many there were.
 */
export async function endRemoved(em: EntityManager, watched: readonly string[], at: Date): Promise<number> {
  const keys = JSON.stringify(watched);
  const rows = await em.execute<unknown[]>(
    `update intake.delivery
        set state = 'ended', outcome = 'vanished', reason = 'mailbox-removed', ended_at = ?::timestamptz
      where outcome is null and transport = 'imap' and state = 'announced'
        and point <> all (select jsonb_array_elements_text(?::jsonb))
      returning id`,
    [at.toISOString(), keys],
  );
  await em.execute(
    `update intake.mailbox_folder set unaccounted = 0
      where unaccounted > 0 and mailbox <> all (select jsonb_array_elements_text(?::jsonb))`,
    [keys],
    'run',
  );
  return rows.length;
}
