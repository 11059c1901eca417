import { Migration } from '@mikro-orm/migrations';

/** An SMS in doubt is looked for by the time of its attempt; inquiries are counted apart from attempts. */
export class SmsDoubt20261121 extends Migration {
  override up(): void {
    this.addSql(`alter table cases.notice add column inquiries integer not null default 0`);
    this.addSql(`alter table cases.notice add column attempted_at timestamptz`);
  }
}
