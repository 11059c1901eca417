import type { IdleProbe } from '#libs/clock/step-clock.js';

/** The clock is not stepped while a notice is due or under way. */
export const noticeIdleProbe: IdleProbe = {
  name: 'notices to be sent',
  service: 'dispatcher',
  sql: `select count(*)::int as busy from cases.notice where state in ('sending', 'in-doubt') or (state = 'intended' and not_before <= $1)`,
};
