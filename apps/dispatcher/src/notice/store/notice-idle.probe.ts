import type { IdleProbe } from '#libs/clock/step-clock.js';

/** Retries due within this time are work in hand; those on longer rungs of the ladder are not. */
const soon = `clock_timestamp() + interval '2 seconds'`;

/** The clock is not stepped while a notice is due or under way. */
export const noticeIdleProbe: IdleProbe = {
  name: 'dispatcher: notices to be sent',
  service: 'dispatcher',
  sql: `select count(*)::int as busy from cases.notice
         where state = 'sending'
            or (state = 'in-doubt' and next_attempt_at <= ${soon})
            or (state = 'intended' and not_before <= $1 and (next_attempt_at is null or next_attempt_at <= ${soon}))`,
};
