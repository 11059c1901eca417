import pg from 'pg';
import { spawnService } from '#libs/testing/spawn-service.js';
import type { Company } from './company.js';

/** `bin/redress …` on the installation of a company; what it printed, and how it ended. Needs endSpawnedServices(). */
export async function runCommand(
  town: Company,
  ...args: string[]
): Promise<{ readonly code: number | null; readonly output: string }> {
  const command = spawnService({ entry: 'apps/cli/src/main.ts', args, env: town.settings });
  const { code } = await command.exited;
  return { code, output: command.output() };
}

const tables = [
  'cases.case_row',
  'cases.history',
  'cases.notice',
  'vault.item',
  'vault.audit',
  'classification.assessment',
  'classification.correction',
  'watch.deadline',
];

/** Digests of what the services keep of cases, notices and texts: the same as long as nothing is written. */
export async function digestsOf(town: Company): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: town.settings['DATABASE_URL'] });
  await client.connect();
  try {
    const columns = tables.map(
      (table) => `(select md5(string_agg(t::text, '' order by t::text)) from ${table} t) as "${table}"`,
    );
    const { rows } = await client.query<Record<string, unknown>>(`select ${columns.join(', ')}`);
    return rows[0] ?? {};
  } finally {
    await client.end();
  }
}
