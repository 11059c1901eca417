import { Migration } from '@mikro-orm/migrations';

/**
 * The vault. Rights by role, as DESIGN "The vault" says: the ingestor writes what arrives and reads back only what it
 * wrote; the classifier reads parsed text and writes what it derives; the dispatcher reads and writes; the watchdog
 * has no way in. Row security on `item` is what keeps raw mail and contacts from the classifier.
 */
export class VaultMigration20261121 extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists vault`);
    this.addSql(`
      create table vault.erasure_group (
        id text primary key,
        parent text references vault.erasure_group (id),
        opened_at timestamptz not null default clock_timestamp(),
        erased_at timestamptz,
        links bigint not null default 0,
        head bytea not null default ''
      )`);
    this.addSql(`create index on vault.erasure_group (parent) where parent is not null`);
    this.addSql(`
      create table vault.wrapped_key (
        group_id text primary key references vault.erasure_group (id),
        key_id uuid not null unique,
        master_key_id text not null,
        wrapped bytea not null
      )`);
    this.addSql(`create index on vault.wrapped_key (master_key_id)`);
    this.addSql(`
      create table vault.item (
        id uuid primary key,
        ordinal bigint generated always as identity,
        group_id text not null references vault.erasure_group (id),
        kind text not null,
        size integer not null,
        digest bytea not null,
        place text not null check (place in ('row', 'blob', 'gone')),
        envelope bytea,
        written_by name not null default current_user,
        sealed_at timestamptz not null default clock_timestamp(),
        check ((place = 'row') = (envelope is not null))
      )`);
    this.addSql(`create index on vault.item (group_id, kind, ordinal)`);
    this.addSql(`
      create table vault.tombstone (
        group_id text not null references vault.erasure_group (id),
        mark text not null check (mark in ('transport', 'fingerprint')),
        value text not null,
        outcome text not null default 'erased' check (outcome = 'erased'),
        erased_at timestamptz not null,
        primary key (mark, value, group_id)
      )`);
    this.addSql(`
      create table vault.audit (
        group_id text not null,
        link bigint not null,
        action text not null check (action in ('open', 'seal', 'join', 'erase')),
        subject text not null,
        digest bytea not null,
        hash bytea not null,
        written_by name not null default current_user,
        written_at timestamptz not null default clock_timestamp(),
        primary key (group_id, link)
      )`);
    this.rights();
  }

  private rights(): void {
    this.addSql(`revoke all on schema vault from public`);
    this.addSql(`grant usage on schema vault to redress_ingestor, redress_classifier, redress_dispatcher`);
    this.addSql(`grant select, insert on vault.erasure_group to redress_ingestor, redress_dispatcher`);
    this.addSql(`grant select on vault.erasure_group to redress_classifier`);
    this.addSql(`grant update (links, head) on vault.erasure_group to redress_ingestor, redress_classifier`);
    this.addSql(`grant update on vault.erasure_group to redress_dispatcher`);
    this.addSql(`grant select, insert on vault.wrapped_key to redress_ingestor, redress_dispatcher`);
    this.addSql(`grant select on vault.wrapped_key to redress_classifier`);
    this.addSql(`grant delete on vault.wrapped_key to redress_dispatcher`);
    this.addSql(`grant select, insert on vault.item to redress_ingestor, redress_classifier, redress_dispatcher`);
    this.addSql(`grant update (place, envelope) on vault.item to redress_dispatcher`);
    this.addSql(`grant select on vault.tombstone to redress_ingestor, redress_dispatcher`);
    this.addSql(`grant insert on vault.tombstone to redress_dispatcher`);
    this.addSql(`grant insert on vault.audit to redress_ingestor, redress_classifier, redress_dispatcher`);
    this.addSql(`alter table vault.item enable row level security`);
    this.addSql(`create policy ingestor_reads_its_own on vault.item for select to redress_ingestor
      using (written_by = 'redress_ingestor')`);
    this.addSql(`create policy ingestor_writes on vault.item for insert to redress_ingestor
      with check (written_by = current_user and kind in ('raw', 'message', 'attachment', 'sms'))`);
    this.addSql(`create policy classifier_reads_text on vault.item for select to redress_classifier
      using (kind in ('message', 'assessment'))`);
    this.addSql(`create policy classifier_writes on vault.item for insert to redress_classifier
      with check (written_by = current_user and kind = 'assessment')`);
    this.addSql(`create policy dispatcher_all on vault.item to redress_dispatcher
      using (true) with check (true)`);
    // Row security would make a service take another's blobs for orphans; this answers for all of them.
    this.addSql(`
      create function vault.blobs_without_item(candidates uuid[]) returns setof uuid
      language sql stable security definer set search_path = vault, pg_temp
      as $$ select c from unnest(candidates) as c
            where not exists (select from vault.item i where i.id = c and i.place = 'blob') $$`);
    this.addSql(`revoke all on function vault.blobs_without_item(uuid[]) from public`);
    this.addSql(`grant execute on function vault.blobs_without_item(uuid[]) to redress_ingestor, redress_dispatcher`);
  }

  override down(): void {
    this.addSql(`drop schema vault cascade`);
  }
}
