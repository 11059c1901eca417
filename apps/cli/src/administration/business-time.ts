import pg from 'pg';
import { businessNow } from '#libs/clock/idle-probe.js';

/** Business time of an installation, as its services have it. */
export async function businessTimeOf(databaseUrl: string): Promise<Date> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await businessNow(client);
  } finally {
    await client.end();
  }
}
