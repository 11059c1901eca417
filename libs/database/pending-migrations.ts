import pg from 'pg';
import type { MigrationSet } from './migration-set.js';

/** Names of migrations that a database lacks, as `schema.Name`. Throws what PostgreSQL and the network throw. */
export async function pendingMigrations(
  url: string,
  sets: readonly MigrationSet[],
  limitMs: number,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: limitMs, query_timeout: limitMs });
  await client.connect();
  try {
    const pending: string[] = [];
    for (const { schema, migrations } of sets) {
      const done = new Set(await applied(client, schema));
      pending.push(...migrations.filter(({ name }) => !done.has(name)).map(({ name }) => `${schema}.${name}`));
    }
    return pending;
  } finally {
    await client.end();
  }
}

async function applied(client: pg.Client, schema: string): Promise<string[]> {
  const table = `${client.escapeIdentifier(schema)}.migrations`;
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table]);
  if (rows[0]?.there !== true) {
    return [];
  }
  const names = await client.query<{ name: string }>(`select name from ${table}`);
  return names.rows.map(({ name }) => name);
}
