import type { MikroORM } from '@mikro-orm/postgresql';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';

/**
 * Services never migrate; they look whether the schema in the database is the one they were built for.
 * Throws ConfigurationFault with one line otherwise.
 */
export async function assertMigrated(orm: MikroORM): Promise<void> {
  const { tableName = '', migrationsList = [] } = orm.config.get('migrations');
  const wanted = migrationsList.map((migration) => migration.name);
  const applied = await appliedNames(orm, tableName);
  const missing = wanted.filter((name) => !applied.includes(name));
  const unknown = applied.filter((name) => !wanted.includes(name));
  const schema = tableName.split('.', 1)[0] ?? '';
  if (missing.length > 0) {
    throw new ConfigurationFault([
      `Database schema ${schema} lacks ${missing.join(', ')}: run "redress migrate" first`,
    ]);
  }
  if (unknown.length > 0) {
    throw new ConfigurationFault([
      `Database schema ${schema} is newer than this program (${unknown.join(', ')}): install the newer version`,
    ]);
  }
}

async function appliedNames(orm: MikroORM, tableName: string): Promise<string[]> {
  const connection = orm.em.getConnection();
  const [table] = await connection.execute<{ there: boolean }[]>('select to_regclass(?) is not null as there', [
    tableName,
  ]);
  if (table?.there !== true) {
    return [];
  }
  const rows = await connection.execute<{ name: string }[]>(`select name from ${tableName} order by id`);
  return rows.map(({ name }) => name);
}
