import { classifierIdleProbes } from '#apps/classifier/src/store/classifier-idle.probes.js';
import { dispatcherIdleProbes } from '#apps/dispatcher/src/store/dispatcher-idle.probes.js';
import { ingestorIdleProbes } from '#apps/ingestor/src/ingestor.idle-probes.js';
import { watchdogIdleProbes } from '#apps/watchdog/src/store/watchdog-idle.probes.js';
import type { IdleProbe } from '#libs/clock/step-clock.js';
import { messagingIdleProbes } from '#libs/messaging/idle/messaging-idle-probes.js';

/** All that must have come to rest before business time may be stepped. */
export function idleProbes(): readonly IdleProbe[] {
  return [
    ...messagingIdleProbes(),
    ...ingestorIdleProbes,
    ...classifierIdleProbes,
    ...dispatcherIdleProbes,
    ...watchdogIdleProbes,
  ];
}
