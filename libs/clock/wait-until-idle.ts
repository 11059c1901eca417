import { setTimeout as pause } from 'node:timers/promises';
import { busyProbes, type Busy, type IdleProbe, type Queryable } from './idle-probe.js';

const pollMs = 25;
/** Work can be between two tables for a moment, for instance on RabbitMQ: idle means idle twice in a row. */
const confirmations = 2;

/** Returns when nothing is under way or due. Throws StillBusy after the limit, which names what is. */
export async function waitUntilIdle(db: Queryable, probes: readonly IdleProbe[], limitMs: number): Promise<void> {
  const until = performance.now() + limitMs;
  for (let idleInARow = 0; idleInARow < confirmations;) {
    const busy = await busyProbes(db, probes);
    idleInARow = busy.length === 0 ? idleInARow + 1 : 0;
    if (busy.length > 0 && performance.now() > until) {
      throw new StillBusy(busy);
    }
    await pause(pollMs);
  }
}

/** Something is under way or due. */
export class StillBusy extends Error {
  constructor(readonly busy: readonly Busy[]) {
    super(`still busy: ${busy.map(({ name, service, count }) => `${service} ${name} (${String(count)})`).join(', ')}`);
    this.name = 'StillBusy';
  }
}
