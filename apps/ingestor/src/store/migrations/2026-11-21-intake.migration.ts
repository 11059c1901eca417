import { Migration } from '@mikro-orm/migrations';
import { messagingTablesSql } from '#libs/messaging/store/messaging-tables.js';
import { outcomes } from '../../ledger/outcome.js';

/**
 * The delivery ledger and what surrounds it. No personal data: identities of transports, keyed fingerprints, codes.
 * Columns of business time: received_at, ended_at. All others are machine time.
 */
export class IntakeMigration20261121 extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists intake`);
    this.addSql(`
      create table intake.delivery (
        id uuid primary key,
        ordinal bigint generated always as identity unique,
        transport text not null check (transport in ('smtp', 'imap', 'sms', 'form')),
        point text not null,
        identity text not null,
        preset text not null,
        unit text not null,
        channel text not null,
        origin text not null,
        received_at timestamptz not null,
        size_bytes bigint,
        content_fingerprint text,
        message_id_fingerprint text,
        flags text[] not null default '{}',
        dmarc text check (dmarc in ('pass', 'fail', 'unknown')),
        state text not null check (state in ('announced', 'received', 'ended')),
        outcome text check (outcome in (${outcomes.map((outcome) => `'${outcome}'`).join(', ')})),
        reason text,
        duplicate_of uuid references intake.delivery (id),
        started integer not null default 0,
        finished integer not null default 0,
        lease_until timestamptz,
        retry_at timestamptz,
        seen_again integer not null default 0,
        folder text,
        uid_validity text,
        uid bigint,
        placement text check (placement in ('inbox', 'processed', 'copied', 'left', 'gone')),
        created_at timestamptz not null default clock_timestamp(),
        ended_at timestamptz,
        unique (transport, point, identity),
        check ((state = 'ended') = (outcome is not null)),
        check ((outcome is null) = (ended_at is null)),
        check (outcome <> 'duplicate' or duplicate_of is not null),
        check (finished <= started)
      )`);
    this.addSql(`create index delivery_waiting on intake.delivery (ordinal) where outcome is null`);
    this.addSql(
      `create index delivery_by_place on intake.delivery (point, folder, uid_validity, uid) where uid is not null`,
    );
    this.addSql(
      `create index delivery_to_move on intake.delivery (point, folder, uid_validity) where placement = 'inbox'`,
    );
    this.addSql(
      `create index delivery_by_message_id on intake.delivery (message_id_fingerprint) where message_id_fingerprint is not null`,
    );
    this.addSql(`create index delivery_by_outcome on intake.delivery (outcome, ordinal)`);
    this.addSql(`
      create table intake.content_claim (
        fingerprint text primary key,
        delivery_id uuid not null references intake.delivery (id)
      )`);
    this.addSql(`
      create table intake.webhook_nonce (
        point text not null,
        nonce text not null,
        identity text not null,
        seen_at timestamptz not null default clock_timestamp(),
        primary key (point, nonce)
      )`);
    this.addSql(`
      create table intake.mailbox_folder (
        mailbox text not null,
        folder text not null,
        uid_validity text not null,
        highest_uid bigint not null,
        baseline_uid bigint not null,
        set_up_at timestamptz not null,
        looked_at timestamptz,
        unaccounted integer not null default 0,
        primary key (mailbox, folder)
      )`);
    this.addSql(`
      create view intake.quarantine as
        select id, ordinal, transport, point, preset, unit, channel, origin, reason, received_at, ended_at, size_bytes, started, finished, seen_again
        from intake.delivery where outcome = 'quarantined'`);
    for (const statement of messagingTablesSql('intake')) {
      this.addSql(statement);
    }
  }

  override down(): void {
    this.addSql(`drop schema intake cascade`);
  }
}
