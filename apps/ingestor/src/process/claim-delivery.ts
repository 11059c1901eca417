import type { EntityManager } from '@mikro-orm/postgresql';
import { DeliveryId } from '#libs/contracts/identity.js';

/** A delivery that this process works on until its lease ends. */
export interface ClaimedDelivery {
  readonly id: DeliveryId;
  /** Which start this is; an ending is accepted from this start only. */
  readonly start: number;
  /** Earlier starts without an end: the process died over it. */
  readonly crashes: number;
  /** Earlier starts that ended in a failure. */
  readonly failures: number;
}

/**
 * Takes the delivery that has waited longest, and counts the start, in a transaction of its own: a crash from here on
 * is known after the restart. Two who claim at once get different ones. Null when nothing waits.
 */
export async function claimDelivery(em: EntityManager, leaseSeconds: number): Promise<ClaimedDelivery | null> {
  const rows = await em.execute<{ id: string; started: number; finished: number }[]>(
    `update intake.delivery
        set started = started + 1, lease_until = clock_timestamp() + make_interval(secs => ?)
      where id = (
        select id from intake.delivery
         where outcome is null and state = 'received'
           and (lease_until is null or lease_until < clock_timestamp())
           and (retry_at is null or retry_at < clock_timestamp())
         order by ordinal limit 1
         for update skip locked)
      returning id, started, finished`,
    [leaseSeconds],
  );
  const row = rows[0];
  return row === undefined
    ? null
    : {
        id: DeliveryId.parse(row.id),
        start: row.started,
        crashes: row.started - 1 - row.finished,
        failures: row.finished,
      };
}

/** Takes back a start that came too early: nothing was done and nothing is counted. */
export async function postponeDelivery(
  em: EntityManager,
  { id, start }: ClaimedDelivery,
  seconds: number,
): Promise<void> {
  await em.execute(
    `update intake.delivery
        set started = started - 1, lease_until = null, retry_at = clock_timestamp() + make_interval(secs => ?)
      where id = ? and started = ? and outcome is null`,
    [seconds, id, start],
    'run',
  );
}

/** Ends a start that failed; the next one comes after the pause. */
export async function releaseDelivery(
  em: EntityManager,
  { id, start }: ClaimedDelivery,
  pauseSeconds: number,
): Promise<void> {
  await em.execute(
    `update intake.delivery
        set finished = finished + 1, lease_until = null, retry_at = clock_timestamp() + make_interval(secs => ?)
      where id = ? and started = ? and outcome is null`,
    [pauseSeconds, id, start],
    'run',
  );
}
