import { Migration } from '@mikro-orm/migrations';

/** Text messages that fit several open cases of their sender: kept until the sender says which, or for a while. */
export class WhichCase20261121 extends Migration {
  override up(): void {
    this.addSql(`create table cases.which_case (
       delivery_id uuid primary key,
       preset text not null,
       fingerprint text not null,
       until timestamptz not null,
       settled boolean not null default false
     )`);
    this.addSql(`create index on cases.which_case (until) where not settled`);
    this.addSql(`create index on cases.which_case (fingerprint) where not settled`);
  }
}
