/**
 * Statements that make `outbox` and `inbox` in a service's schema; for the service's first migration. The rights on
 * them come with those on the schema.
 */
export function messagingTablesSql(schema: string): string[] {
  return [
    `create table ${schema}.outbox (
       id bigint generated always as identity primary key,
       message_id uuid not null,
       type text not null,
       envelope json not null,
       created_at timestamptz not null default clock_timestamp(),
       published_at timestamptz
     )`,
    `create index outbox_unpublished on ${schema}.outbox (id) where published_at is null`,
    `comment on table ${schema}.outbox is 'Messages written with the change of state that they tell of; published_at is null until the transport has them'`,
    `create table ${schema}.inbox (
       message_id uuid not null,
       consumer text not null,
       type text not null,
       state text not null check (state in ('pending', 'done', 'dead')),
       started integer not null default 0,
       finished integer not null default 0,
       failures integer not null default 0,
       envelope json,
       next_attempt_at timestamptz,
       leased_until timestamptz,
       reason text,
       issues json,
       last_error text,
       received_at timestamptz not null default clock_timestamp(),
       settled_at timestamptz,
       primary key (message_id, consumer),
       check ((state = 'pending') = (next_attempt_at is not null)),
       check ((state = 'dead') = (reason is not null))
     )`,
    `create index inbox_due on ${schema}.inbox (next_attempt_at) where state = 'pending'`,
    `create index inbox_dead on ${schema}.inbox (settled_at) where state = 'dead'`,
    `create index inbox_received on ${schema}.inbox using brin (received_at)`,
    `comment on table ${schema}.inbox is 'Messages that came: once each by primary key, with their attempts; dead ones with the reason'`,
  ];
}
