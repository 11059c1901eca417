import { Migration } from '@mikro-orm/migrations';

/** Who must not have a case in hand stays with the case: every later choice of a person looks at it (PG-13.2.5). */
export class KeptOut20261121 extends Migration {
  override up(): void {
    this.addSql(`alter table cases.case_row add column kept_out text[] not null default '{}'`);
  }
}
