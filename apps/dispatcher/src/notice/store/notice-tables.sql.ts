/**
 * Table `cases.notice`, for the dispatcher's first migration. It holds ids, codes and instants; what is said and to
 * whom lies sealed in the vault item.
 *
 * Instants of the business: not_before, created_at, expires_at, told_at. Of the machine: accepted_at, lease_until,
 * next_attempt_at.
 */
export const noticeTablesSql: readonly string[] = [
  `create table cases.notice (
     id uuid primary key,
     handle text not null unique,
     case_id uuid not null,
     recipient_kind text not null check (recipient_kind in ('party', 'person')),
     person_id text check ((recipient_kind = 'person') = (person_id is not null)),
     recipient_id text not null,
     template text not null,
     channel text not null check (channel in ('mail', 'sms')),
     item uuid not null,
     state text not null check (state in ('intended', 'sending', 'told', 'failed', 'in-doubt', 'cancelled')),
     not_before timestamptz not null,
     urgent boolean not null,
     attempts integer not null default 0,
     message_id text not null unique,
     provider_reference text,
     fact text,
     failure text,
     correlation_id text not null,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     told_at timestamptz,
     accepted_at timestamptz,
     lease_until timestamptz,
     next_attempt_at timestamptz
   )`,
  `create index on cases.notice (not_before) where state = 'intended'`,
  `create index on cases.notice (lease_until) where state in ('sending', 'in-doubt')`,
  `create index on cases.notice (case_id, created_at)`,
  `create index on cases.notice (recipient_id, created_at)`,
];
