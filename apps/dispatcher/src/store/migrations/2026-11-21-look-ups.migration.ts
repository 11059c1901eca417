import { Migration } from '@mikro-orm/migrations';

/** What 撤销 compares with, and indexes for what is looked up at every receipt, told notice and 知悉. */
export class LookUps20261121 extends Migration {
  override up(): void {
    this.addSql(`alter table cases.command add column history_after int not null default 0`);
    this.addSql(`alter table cases.command add column facts_after int not null default 0`);
    this.addSql(
      `create index on cases.notice (provider_reference) where channel = 'sms' and provider_reference is not null`,
    );
    this.addSql(`create index on cases.escalation_notice (escalation_id)`);
    this.addSql(`create index on cases.escalation_notice (case_id)`);
  }
}
