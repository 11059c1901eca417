import { Migration } from '@mikro-orm/migrations';

/** Where we were with each SMS entry: what was pushed while we were away is fetched, or said to be missing. */
export class SmsWatch20261121 extends Migration {
  override up(): void {
    this.addSql(`create table intake.sms_watch (
       point text primary key,
       alive_at timestamptz,
       pulled_until timestamptz,
       missing_since timestamptz,
       told boolean not null default false
     )`);
  }
}
