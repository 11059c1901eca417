import { businessNow, busyProbes, type IdleProbe, type Queryable } from './idle-probe.js';
import { clockChannel } from './stepped.clock.js';
import { StillBusy } from './wait-until-idle.js';

export type { IdleProbe, Queryable } from './idle-probe.js';
export { StillBusy, waitUntilIdle } from './wait-until-idle.js';

export interface StepClockOptions {
  /** Login user's connection. */
  readonly db: Queryable;
  /** Forward only, in milliseconds. */
  readonly byMs: number;
  readonly idleProbes: readonly IdleProbe[];
}

/**
 * Moves business time forward for every process that has a SteppedClock, and wakes their timers. Only when nothing is
 * under way or due: throws StillBusy otherwise, since work would be dated after a moment that it belongs before.
 * Returns the new business instant.
 */
export async function stepClock({ db, byMs, idleProbes }: StepClockOptions): Promise<Date> {
  if (!Number.isInteger(byMs) || byMs <= 0) {
    throw new RangeError('the business clock goes forward only, by whole milliseconds');
  }
  const busy = await busyProbes(db, idleProbes);
  if (busy.length > 0) {
    throw new StillBusy(busy);
  }
  await db.query(
    `with stepped as (update clock.business_clock set offset_ms = offset_ms + $1 where singleton returning offset_ms)
     select pg_notify($2, offset_ms::text) from stepped`,
    [byMs, clockChannel],
  );
  return businessNow(db);
}
