import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '#libs/observability/logger.js';
import { connectionUrl } from '../connection-url.js';

/** Held by the one process that may end the server. */
export interface Ownership {
  giveUp(): Promise<void>;
}

/** Any number that nobody else in this database locks on. */
const ownerLock = 7_246_330;
const noticeLimitMs = 1_000;
const pollMs = 50;

/**
 * A lock of the server itself, held by a connection: it goes with the process, however that ends.
 * Null when another living process holds it.
 */
export async function claimOwnership(url: string, logger: Logger): Promise<Ownership | null> {
  const client = new pg.Client({
    connectionString: connectionUrl(url, { applicationName: `redress-owner-${String(process.pid)}` }),
    keepAlive: true,
  });
  let givingUp = false;
  client.on('error', (error) => {
    if (!givingUp) {
      logger.error({ error }, 'The embedded database has gone');
    }
  });
  await client.connect();
  if (!(await lock(client))) {
    await client.end();
    return null;
  }
  return {
    giveUp: async () => {
      givingUp = true;
      await client.end().catch(() => undefined);
    },
  };
}

/** The server needs a moment to notice that a killed owner has gone. */
async function lock(client: pg.Client): Promise<boolean> {
  const until = performance.now() + noticeLimitMs;
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [ownerLock]);
    if (rows[0]?.mine === true || performance.now() > until) {
      return rows[0]?.mine === true;
    }
    await pause(pollMs);
  }
}
