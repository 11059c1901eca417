import { machineNow } from '#libs/clock/business-clock.js';
import type { Queryable } from '#libs/clock/step-clock.js';
import { clockChannel } from '#libs/clock/stepped.clock.js';

/** Puts business time of a new, empty installation to `start`; returns the offset to the machine's time in ms. */
export async function setBusinessTime(db: Queryable, start: Date): Promise<number> {
  const offsetMs = start.getTime() - machineNow().getTime();
  await db.query('update clock.business_clock set offset_ms = $1', [offsetMs]);
  await db.query('select pg_notify($1, $2)', [clockChannel, String(offsetMs)]);
  return offsetMs;
}
