import { Migration } from '@mikro-orm/migrations';

/**
 * What it takes to put a complaint under another cause once people have said what it is about: who is counted by which
 * delivery, which deliveries are one case, and what people last said of it. Ids and codes only.
 */
export class PlacedAnew20261122 extends Migration {
  override up(): void {
    for (const statement of tables) {
      this.addSql(statement);
    }
  }
}

const tables: readonly string[] = [
  // What was counted before stands under the delivery by which its party was first known.
  `alter table classification.cause_party add column delivery_id uuid`,
  `update classification.cause_party set delivery_id = party`,
  `alter table classification.cause_party alter column delivery_id set not null`,
  `alter table classification.cause_party drop constraint cause_party_pkey`,
  `alter table classification.cause_party add primary key (cause_id, key, delivery_id)`,
  `create index on classification.cause_party (cause_id, delivery_id)`,
  `create index on classification.signature (cause_id, received_at) where cause_id is not null`,
  `create table classification.case_delivery (
     delivery_id uuid primary key,
     case_id uuid not null
   )`,
  `create index on classification.case_delivery (case_id)`,
  `create table classification.case_standing (
     case_id uuid primary key,
     case_version int not null,
     category text,
     counts boolean not null
   )`,
  `comment on table classification.case_standing is 'What people last said of a case; counts: false where they called it invalid'`,
];
