import { Migration } from '@mikro-orm/migrations';

/** Which fax came from whom, to know one that is sent again. `caller` is a keyed fingerprint, `received_at` business time. */
export class Fax20261121 extends Migration {
  override up(): void {
    this.addSql(`
      create table intake.fax (
        delivery_id uuid primary key references intake.delivery (id),
        caller text not null,
        received_at timestamptz not null
      )`);
    this.addSql(`create index fax_by_caller on intake.fax (caller, received_at)`);
  }
}
