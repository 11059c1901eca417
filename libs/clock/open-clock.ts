import { SystemClock, type BusinessClock } from './business-clock.js';
import { SteppedClock, type SteppedClockOptions } from './stepped.clock.js';

/** A clock and the way to let go of what it holds. */
export interface OpenClock {
  readonly clock: BusinessClock;
  close(): Promise<void>;
}

/** The clock that REDRESS_CLOCK names. Throws ConfigurationFault for a stepped one in production. */
export async function openClock(kind: 'system' | 'stepped', options: SteppedClockOptions): Promise<OpenClock> {
  if (kind === 'system') {
    return { clock: new SystemClock(), close: () => Promise.resolve() };
  }
  const clock = await SteppedClock.open(options);
  return { clock, close: () => clock.close() };
}
