import { Migration } from '@mikro-orm/migrations';
import { messagingTablesSql } from '#libs/messaging/store/messaging-tables.js';

/** What is due on which case, and what has been said of it. Ids, codes and instants only. All instants are business time. */
export class WatchMigration20261121 extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists watch`);
    for (const statement of messagingTablesSql('watch')) {
      this.addSql(statement);
    }
    this.addSql(`
      create table watch.watched_case (
        case_id uuid primary key,
        version integer not null check (version > 0),
        stage text not null,
        state jsonb not null,
        last_event_at timestamptz not null,
        next_action_at timestamptz,
        last_digest_at timestamptz,
        missing_digests integer not null default 0
      )`);
    this.addSql(
      `create index watched_case_next on watch.watched_case (next_action_at) where next_action_at is not null`,
    );
    this.addSql(`create index watched_case_open on watch.watched_case (last_digest_at) where stage <> 'closed'`);
    this.addSql(
      `comment on column watch.watched_case.next_action_at is 'When to look at the case again; in the past: something has changed'`,
    );
    this.addSql(`
      create table watch.parked_event (
        case_id uuid not null,
        version integer not null,
        type text not null,
        data jsonb not null,
        occurred_at timestamptz not null,
        primary key (case_id, version)
      )`);
    this.addSql(`comment on table watch.parked_event is 'Events of a case that came before one that is missing'`);
    this.addSql(`
      create table watch.deadline (
        deadline_id uuid primary key,
        case_id uuid not null references watch.watched_case on delete cascade,
        key text not null,
        milestone text not null,
        clause text not null,
        from_at timestamptz not null,
        due_at timestamptz,
        satisfied_at timestamptz,
        dropped_at timestamptz,
        missed boolean not null,
        superseded boolean not null default false,
        unique (case_id, key)
      )`);
    this.addSql(
      `create index deadline_overdue on watch.deadline (due_at) where satisfied_at is null and dropped_at is null and not superseded`,
    );
    this.addSql(
      `comment on column watch.deadline.superseded is 'No longer applies: another tag, another agreed limit. What was missed stays on record'`,
    );
    this.addSql(`
      create table watch.emission (
        emission_id uuid primary key,
        deadline_id uuid not null references watch.deadline on delete cascade,
        kind text not null check (kind in ('approaching', 'missed', 'escalation')),
        step integer not null,
        repetition integer not null,
        emitted_at timestamptz not null,
        outcome text check (outcome in ('told', 'moot')),
        code text,
        settled_at timestamptz,
        acknowledged_at timestamptz,
        unique (deadline_id, kind, step, repetition)
      )`);
    this.addSql(
      `comment on table watch.emission is 'Everything said of a deadline, each once: the unique constraint decides'`,
    );
    this.addSql(`
      create table watch.intake (
        delivery_id uuid primary key,
        preset_id text,
        preset_version text,
        unit text,
        received_at timestamptz,
        due_at timestamptz,
        registered_at timestamptz,
        alarmed_at timestamptz
      )`);
    this.addSql(
      `create index intake_waiting on watch.intake (due_at) where registered_at is null and alarmed_at is null`,
    );
    this.addSql(
      `comment on table watch.intake is 'The registration limit of each complaint (PG-16), watched from its arrival on, also while nobody registers'`,
    );
    this.addSql(`
      create table watch.digest_page (
        digest_id uuid not null,
        page integer not null,
        pages integer not null,
        occurred_at timestamptz not null,
        primary key (digest_id, page)
      )`);
  }
}
