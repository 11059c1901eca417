import { Migration } from '@mikro-orm/migrations';
import { messagingTablesSql } from '#libs/messaging/store/messaging-tables.js';
import { noticeTablesSql } from '../../notice/store/notice-tables.sql.js';

/** Cases, their parties, history, commands and numbers; notices; outbox and inbox. */
export class Cases20261121 extends Migration {
  override up(): void {
    for (const statement of [...caseTables, ...noticeTablesSql, ...messagingTablesSql('cases')]) {
      this.addSql(statement);
    }
  }
}

const caseTables: readonly string[] = [
  `create table cases.case_row (
     id uuid primary key,
     version int not null,
     preset_id text not null,
     preset_version text not null,
     unit text not null,
     delivery_id uuid not null unique,
     channel text not null,
     origin text not null,
     language text not null,
     received_at timestamptz not null,
     number_by timestamptz,
     reachable_by text,
     number text,
     stage text not null,
     tag text,
     clauses text[] not null,
     category text,
     urgent boolean not null,
     marks text[] not null,
     question jsonb,
     acknowledged boolean not null,
     department text,
     handler text,
     transfer jsonb,
     plan jsonb,
     extension jsonb,
     facts jsonb not null,
     pauses jsonb not null,
     agreed_limits jsonb not null,
     close_reason text,
     unique (preset_id, number)
   )`,
  `create index on cases.case_row (number_by) where number_by is not null`,
  `create index on cases.case_row (id) where stage <> 'closed'`,
  `create table cases.case_delivery (
     delivery_id uuid primary key,
     case_id uuid references cases.case_row (id),
     part text not null
   )`,
  `create index on cases.case_delivery (case_id)`,
  `create table cases.early_classification (delivery_id uuid primary key, said jsonb not null)`,
  `create table cases.party (
     id uuid primary key,
     case_id uuid not null references cases.case_row (id),
     channel text not null,
     fingerprint text not null,
     item uuid not null,
     unique (case_id, fingerprint)
   )`,
  `create index on cases.party (fingerprint)`,
  `create table cases.number_sequence (preset_id text not null, scope text not null, last int not null, primary key (preset_id, scope))`,
  `create table cases.history (
     case_id uuid not null references cases.case_row (id),
     seq int not null,
     at timestamptz not null,
     event text not null,
     actor text not null,
     item uuid,
     codes jsonb not null,
     primary key (case_id, seq)
   )`,
  `create function cases.refuse_change() returns trigger language plpgsql as $$
     begin raise exception 'the history of a case is append only'; end $$`,
  `create trigger history_is_append_only before update or delete on cases.history
     for each row execute function cases.refuse_change()`,
  `create table cases.command (
     delivery_id uuid primary key,
     case_id uuid not null references cases.case_row (id),
     person text not null,
     at timestamptz not null,
     verbs text[] not null,
     before jsonb not null,
     version_after int not null,
     notices text[] not null,
     undone boolean not null
   )`,
  `create index on cases.command (case_id, at)`,
  `create table cases.parked_command (
     notice_id uuid primary key,
     delivery_id uuid not null unique,
     case_id uuid not null references cases.case_row (id),
     person text not null,
     answered text,
     state text not null
   )`,
  `create table cases.escalation_notice (
     notice_id uuid not null,
     escalation_id uuid not null,
     case_id uuid not null,
     told boolean not null default false,
     primary key (notice_id, escalation_id)
   )`,
];
