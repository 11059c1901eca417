import { Injectable } from '@nestjs/common';

/**
 * The one source of business time: limits, quiet hours, expiry, reports. Injection token and port.
 * Technical time (retry leases, time-outs) is `machineNow()` or `performance.now()`.
 */
export abstract class BusinessClock {
  /** The business instant, UTC. */
  abstract now(): Date;

  /** Calls back whenever business time jumps; returns the way to stop that. */
  onStep(_listener: () => void): () => void {
    return () => undefined;
  }
}

/** Production: business time is the machine's. */
@Injectable()
export class SystemClock extends BusinessClock {
  override now(): Date {
    return new Date();
  }
}

/** The machine's time, for technical purposes only: leases, time-outs, log lines. */
export function machineNow(): Date {
  return new Date();
}
