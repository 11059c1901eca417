import { Migration } from '@mikro-orm/migrations';

/** What people put together or took apart (合并, 关联, 撤销), beside what was found: labelled data. Ids and codes only. */
export class LinkCorrections20261121 extends Migration {
  override up(): void {
    this.addSql(`
      create table classification.link_correction (
        message_id uuid primary key,
        delivery_id uuid not null,
        other_delivery_id uuid not null,
        kind text not null check (kind in ('merged', 'related', 'apart')),
        same_person boolean not null,
        same_cause boolean not null,
        decided_by text not null,
        corrected_at timestamptz not null
      )`);
    this.addSql(`create index link_correction_when on classification.link_correction (corrected_at)`);
    this.addSql(
      `comment on table classification.link_correction is 'What people said of two complaints; same_person and same_cause: what the software could have known of them'`,
    );
  }
}
