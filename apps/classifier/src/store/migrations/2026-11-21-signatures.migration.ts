import { Migration } from '@mikro-orm/migrations';

/**
 * By what earlier complaints are found again (docs/adr/0013): keyed fingerprints of whoever wrote, and of places; keyed
 * sketches of texts. Nothing here can be read or rebuilt without the index key, and words not even with it.
 */
export class Signatures20261121 extends Migration {
  override up(): void {
    for (const statement of tables) {
      this.addSql(statement);
    }
  }
}

const tables: readonly string[] = [
  `create table classification.signature (
     delivery_id uuid primary key,
     preset text not null,
     unit text not null,
     received_at timestamptz not null,
     category text not null,
     topics text[] not null,
     cause_id uuid
   )`,
  `create index on classification.signature (received_at)`,
  `create table classification.person_key (
     key text not null,
     delivery_id uuid not null references classification.signature (delivery_id) on delete cascade,
     preset text not null,
     received_at timestamptz not null,
     via text not null check (via in ('contact', 'name-and-place')),
     primary key (key, delivery_id)
   )`,
  `create index on classification.person_key (key, preset, received_at desc)`,
  `create index on classification.person_key (delivery_id)`,
  `create table classification.cause (
     id uuid primary key,
     preset text not null,
     unit text not null,
     category text not null,
     site text,
     topics text[] not null,
     comparable boolean not null,
     bits bytea not null,
     whole int,
     leading_delivery uuid not null,
     first_at timestamptz not null,
     last_at timestamptz not null,
     announced boolean not null default false,
     parties int not null default 0
   )`,
  `create index on classification.cause (preset, unit, site, category, last_at)`,
  `create index on classification.cause (last_at)`,
  // By what a text finds the causes that are told in like words; a table, since no planner prefers an index on an array.
  `create table classification.cause_band (
     band int not null,
     cause_id uuid not null references classification.cause (id) on delete cascade,
     primary key (band, cause_id)
   )`,
  `create index on classification.cause_band (cause_id)`,
  // Who complains of a cause, by every key that they are known by: one person is counted once.
  `create table classification.cause_party (
     cause_id uuid not null references classification.cause (id) on delete cascade,
     key text not null,
     party uuid not null,
     at timestamptz not null,
     primary key (cause_id, key)
   )`,
];
