import { Migration } from '@mikro-orm/migrations';

/** Finds the deliveries whose files wait for the virus scanner. */
export class HeldFiles20261121 extends Migration {
  override up(): void {
    this.addSql(
      `create index delivery_held_files on intake.delivery (ordinal) where flags @> array['files-unscanned']`,
    );
  }
}
