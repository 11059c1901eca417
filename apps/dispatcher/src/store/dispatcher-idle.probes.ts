import type { IdleProbe } from '#libs/clock/step-clock.js';
import { dueStatementsSql, pendingMembersSql, pendingRepeatsSql } from '../linking/pending.sql.js';
import { noticeIdleProbe } from '../notice/store/notice-idle.probe.js';

/** What keeps the business clock from being stepped. */
export const dispatcherIdleProbes: readonly IdleProbe[] = [
  noticeIdleProbe,
  {
    name: 'cases to be numbered',
    service: 'dispatcher',
    sql: `select count(*)::int as busy from cases.case_row where number_by is not null and number_by <= $1`,
  },
  {
    name: 'text messages that waited long enough for an answer',
    service: 'dispatcher',
    sql: `select count(*)::int as busy from cases.which_case where not settled and until <= $1`,
  },
  {
    name: 'cases to be linked',
    service: 'dispatcher',
    sql: `select count(*)::int as busy from (${pendingRepeatsSql}) waiting`,
  },
  {
    name: 'members of groups',
    service: 'dispatcher',
    sql: `select count(*)::int as busy from (${pendingMembersSql}) waiting where $1::timestamptz is not null`,
  },
  {
    name: 'groups to be told',
    service: 'dispatcher',
    sql: `select count(*)::int as busy from (${dueStatementsSql}) due`,
  },
];
