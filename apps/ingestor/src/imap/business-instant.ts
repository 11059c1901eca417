import { machineNow } from '#libs/clock/business-clock.js';
import type { BusinessClock } from '#libs/clock/business-clock.js';

/** Differences smaller than this are the time between two looks at the same clock. */
const noiseMs = 1_000;

/**
 * Business time of an instant that another machine's clock noted, null meaning now. Where business time is the
 * machine's it is the instant itself; where it is stepped (demo, tests), the same step applies.
 */
export function businessInstant(noted: Date | null, clock: BusinessClock): Date {
  const now = clock.now();
  if (noted === null) {
    return now;
  }
  const offsetMs = now.getTime() - machineNow().getTime();
  return Math.abs(offsetMs) < noiseMs ? noted : new Date(noted.getTime() + offsetMs);
}
