import { Migration } from '@mikro-orm/migrations';
import { outcomes } from '../../ledger/outcome.js';

/** Pieces of long text messages, until they are read as one. `sender` is a keyed fingerprint. */
export class SmsParts20261121 extends Migration {
  override up(): void {
    this.addSql(`alter table intake.delivery drop constraint delivery_outcome_check`);
    this.addSql(
      `alter table intake.delivery add constraint delivery_outcome_check
         check (outcome in (${outcomes.map((outcome) => `'${outcome}'`).join(', ')}))`,
    );
    this.addSql(`
      create table intake.sms_part (
        delivery_id uuid primary key references intake.delivery (id),
        point text not null,
        sender text not null,
        reference text not null,
        part_index int not null,
        total int not null,
        taken boolean not null default false,
        came_at timestamptz not null default clock_timestamp()
      )`);
    this.addSql(`create index sms_part_open on intake.sms_part (point, sender, reference) where not taken`);
    // A piece is erased with the delivery that carries the whole.
    this.addSql(`grant update (parent) on vault.erasure_group to redress_ingestor`);
  }
}
