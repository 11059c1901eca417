import { Migration } from '@mikro-orm/migrations';

/** What other systems are to hear of cases. Ids and codes only: what is handed over is read when it is sent. */
export class HandOver20261121 extends Migration {
  override up(): void {
    this.addSql(`create table cases.hand_over (
       id uuid primary key,
       ordinal bigint generated always as identity,
       target text not null,
       case_id uuid not null,
       case_version int not null,
       events text[] not null,
       occurred_at timestamptz not null,
       state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
       outcome text,
       attempts int not null default 0,
       next_attempt_at timestamptz not null default clock_timestamp(),
       settled_at timestamptz,
       unique (target, case_id, case_version),
       check ((state = 'waiting') = (settled_at is null))
     )`);
    this.addSql(`create index on cases.hand_over (target, next_attempt_at) where state = 'waiting'`);
    this.addSql(`create index on cases.hand_over (settled_at) where state = 'dead'`);
  }
}
