import { Migration } from '@mikro-orm/migrations';

/** The count of complaints that are late is read at every look at the clock; the table keeps all that ever came. */
export class LateIntake20261121 extends Migration {
  override up(): void {
    this.addSql(
      `create index intake_late on watch.intake (alarmed_at) where registered_at is null and alarmed_at is not null`,
    );
  }
}
