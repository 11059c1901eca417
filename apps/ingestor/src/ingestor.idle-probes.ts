import type { IdleProbe } from '#libs/clock/idle-probe.js';

/** What the ingestor has in hand, for whoever wants to step the business clock. */
export const ingestorIdleProbes: readonly IdleProbe[] = [
  {
    name: 'deliveries without outcome',
    service: 'ingestor',
    sql: `select count(*)::int as busy from intake.delivery where outcome is null`,
  },
];
