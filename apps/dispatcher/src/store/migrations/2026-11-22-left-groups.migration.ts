import { Migration } from '@mikro-orm/migrations';

/** A complaint may leave a group again; what was said of it may come in any order, also before the group is known. */
export class LeftGroups20261122 extends Migration {
  override up(): void {
    this.addSql(`alter table cases.group_member drop constraint group_member_group_id_fkey`);
    this.addSql(`alter table cases.group_member add column gone boolean not null default false`);
    this.addSql(`alter table cases.group_member add column said_at timestamptz not null default '-infinity'`);
    this.addSql(
      `comment on column cases.group_member.said_at is 'When the classifier last said where the complaint belongs (business time); what it said earlier and comes later counts no more'`,
    );
  }
}
