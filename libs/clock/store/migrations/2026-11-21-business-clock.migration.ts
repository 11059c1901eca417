import { Migration } from '@mikro-orm/migrations';
import { serviceRoles } from '#libs/database/service-role.js';

/** One row: how far business time is ahead of the machine's. Every service reads it, only the login user steps it. */
export class BusinessClock20261121 extends Migration {
  override up(): void {
    this.addSql(`
      create table clock.business_clock (
        singleton boolean primary key default true check (singleton),
        offset_ms bigint not null default 0 check (offset_ms >= 0)
      )`);
    this.addSql('insert into clock.business_clock default values');
    this.addSql(`grant usage on schema clock to ${serviceRoles.join(', ')}`);
    this.addSql(`grant select on clock.business_clock to ${serviceRoles.join(', ')}`);
  }
}
