import type { IdleProbe } from '#libs/clock/idle-probe.js';

/** What keeps the business clock from being stepped: something is due that has not been looked at. */
export const watchdogIdleProbes: readonly IdleProbe[] = [
  {
    name: 'cases to be looked at',
    service: 'watchdog',
    sql: `select count(*)::int as busy from watch.watched_case where next_action_at <= $1`,
  },
  {
    name: 'intake limits to be looked at',
    service: 'watchdog',
    sql: `select count(*)::int as busy from watch.intake where registered_at is null and alarmed_at is null and due_at <= $1`,
  },
];
