import { Migration } from '@mikro-orm/migrations';
import { clockMigrations } from '#libs/clock/store/clock.migrations.js';
import { services, type Service } from '#libs/contracts/vocabulary.js';
import type { MigrationClass, MigrationSet } from '#libs/database/migration-set.js';
import { messagingMigrations } from '../store/messaging.migrations.js';
import { messagingTablesSql } from '../store/messaging-tables.js';
import { serviceSchemas } from '../store/service-schemas.js';

/** A service's schema with outbox and inbox, and `effect`: what its test handlers have done. */
export function testSchemaOf(service: Service): MigrationSet {
  const schema = serviceSchemas[service];
  class MessagingTest extends Migration {
    override up(): void {
      this.addSql(`create schema if not exists ${schema}`);
      for (const statement of messagingTablesSql(schema)) {
        this.addSql(statement);
      }
      this.addSql(
        `create table ${schema}.effect (id bigint generated always as identity primary key, subject text not null, note text not null)`,
      );
      this.addSql(`create table ${schema}.version (subject text primary key, version integer not null)`);
    }
  }
  return { schema, service, migrations: [MessagingTest satisfies MigrationClass] };
}

/** All that the transport suite needs in its database. */
export const testMigrations: readonly MigrationSet[] = [
  clockMigrations,
  messagingMigrations,
  ...services.map(testSchemaOf),
];
