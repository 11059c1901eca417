/**
 * Deliveries whose find waits to be settled although every case that it names is there; after ten minutes, whatever is
 * there: a complaint may have come to nothing. Parameter: business now.
 */
export const pendingRepeatsSql = `
  select distinct m.delivery_id from cases.same_matter m
    join cases.case_row own on own.delivery_id = m.delivery_id
   where not m.settled
     and (own.received_at < $1::timestamptz - interval '10 minutes' or not exists (
       select 1 from cases.same_matter e left join cases.case_row other on other.delivery_id = e.earlier_id
        where e.delivery_id = m.delivery_id
          and (other.id is null or (other.number is null and other.stage <> 'closed'))))`;

/** Members of groups whose case, and the leading one, have their numbers. */
export const pendingMembersSql = `
  select m.delivery_id from cases.group_member m
    join cases.case_group g on g.id = m.group_id
    join cases.case_row own on own.delivery_id = m.delivery_id
    join cases.case_row other on other.delivery_id = g.leading_delivery
   where not m.settled and (own.number is not null or own.stage = 'closed')
     and (other.number is not null or other.stage = 'closed')
   order by own.received_at, m.delivery_id`;

/** Statements whose time has come. Parameter: business now. */
export const dueStatementsSql = `select id from cases.statement where state in ('waiting', 'going') and due_at <= $1`;
