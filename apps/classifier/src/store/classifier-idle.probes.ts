import type { IdleProbe } from '#libs/clock/idle-probe.js';

/** What keeps the business clock from being stepped. */
export const classifierIdleProbes: readonly IdleProbe[] = [
  {
    name: 'second opinions under way',
    service: 'classifier',
    sql: `select count(*)::int as busy from classification.opinion_request where $1::timestamptz is not null`,
  },
];
