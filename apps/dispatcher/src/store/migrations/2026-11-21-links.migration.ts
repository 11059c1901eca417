import { Migration } from '@mikro-orm/migrations';

/**
 * What belongs together: complaints that the classifier found to be of one person or of one cause, the cases that were
 * linked or merged because of it, and what all members of a group are told (SI-17, PG-13.2.4, PG-12). Ids and codes only.
 */
export class Links20261121 extends Migration {
  override up(): void {
    for (const statement of tables) {
      this.addSql(statement);
    }
  }
}

const tables: readonly string[] = [
  `create table cases.same_matter (
     delivery_id uuid not null,
     earlier_id uuid not null,
     found_by text not null,
     settled boolean not null default false,
     primary key (delivery_id, earlier_id),
     check (delivery_id <> earlier_id)
   )`,
  `create index on cases.same_matter (delivery_id) where not settled`,
  `create index on cases.same_matter (earlier_id)`,
  `create table cases.case_link (
     case_id uuid not null references cases.case_row (id),
     leading_id uuid not null references cases.case_row (id),
     kind text not null check (kind in ('merged', 'repeat', 'group', 'related')),
     at timestamptz not null,
     actor text not null,
     command_id uuid,
     primary key (case_id, leading_id, kind),
     check (case_id <> leading_id)
   )`,
  `create index on cases.case_link (leading_id)`,
  `create index on cases.case_link (command_id) where command_id is not null`,
  // A case follows one other at most: merged into it, or as a member of its group.
  `create unique index on cases.case_link (case_id) where kind = 'merged'`,
  `create unique index on cases.case_link (case_id) where kind = 'group'`,
  `create table cases.case_group (
     id uuid primary key,
     leading_delivery uuid not null,
     leading_id uuid references cases.case_row (id),
     clauses text[] not null,
     parties int not null,
     whole int
   )`,
  `create table cases.group_member (
     delivery_id uuid primary key,
     group_id uuid not null references cases.case_group (id),
     settled boolean not null default false
   )`,
  `create index on cases.group_member (delivery_id) where not settled`,
  `create table cases.statement (
     id uuid primary key,
     leading_id uuid not null references cases.case_row (id),
     case_version int not null,
     template text not null,
     fact text,
     item uuid not null,
     urgent boolean not null,
     due_at timestamptz not null,
     state text not null check (state in ('waiting', 'going', 'out', 'cancelled'))
   )`,
  `create index on cases.statement (due_at) where state in ('waiting', 'going')`,
  `create index on cases.statement (leading_id, case_version)`,
  `create table cases.statement_told (
     statement_id uuid not null references cases.statement (id),
     case_id uuid not null references cases.case_row (id),
     primary key (statement_id, case_id)
   )`,
];
