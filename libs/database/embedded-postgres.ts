import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { errorCode } from '#libs/failure/error-code.js';
import type { Logger } from '#libs/observability/logger.js';
import { withDatabase } from './connection-url.js';
import { clearStaleLock } from './embedded/clear-stale-lock.js';
import { clusterOf, placeCluster } from './embedded/cluster-place.js';
import { awaitReady, launchServer } from './embedded/launch-server.js';
import { loginUser, makeCluster, passwordOf } from './embedded/make-cluster.js';
import { claimOwnership, type Ownership } from './embedded/ownership.js';
import { runningPostmaster, type Postmaster } from './embedded/postmaster-file.js';
import { serverBinaries } from './embedded/server-binaries.js';
import { serverUser } from './embedded/server-user.js';
import { stopPostmaster } from './embedded/stop-postmaster.js';

export interface EmbeddedPostgresOptions {
  /** Folder of this installation; the cluster is `postgres` in it. */
  readonly dataDir: string;
  readonly logger: Logger;
  /** When a living process owns the server: `refuse` (services) or `join` it and leave it running (commands). */
  readonly whenInUse?: 'refuse' | 'join';
  /** Server settings beside ours; tests switch `fsync` off. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Of the database `redress` on the server. */
  readonly url: string;
  /** Ends the server if this process owns it. May be called twice. */
  stop(): Promise<void>;
}

const databaseName = 'redress';

/**
 * Starts a real PostgreSQL server under the data folder, on a free loopback port. A server that a kill -9 left running
 * is taken over. Throws ConfigurationFault when another living process owns it, or the machine cannot run it.
 */
export async function startEmbeddedPostgres({
  dataDir,
  logger,
  whenInUse = 'refuse',
  settings = {},
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const user = await serverUser(await clusterOf(folder));
  const binaries = await serverBinaries(user);
  const cluster = await placeCluster(folder, user);
  const password = await passwordOf(folder);
  await makeCluster({ cluster, password, user, binaries, sync: settings['fsync'] !== 'off' });

  const left = await runningPostmaster(cluster);
  const adopted = left === null ? null : await adopt(cluster, left, password);
  if (left !== null && adopted === null) {
    logger.warn({ pid: left.pid }, 'A database server was left running and does not answer: it is ended');
    await stopPostmaster(cluster, { responsive: false });
  }
  if (adopted === null) {
    await clearStaleLock(cluster);
  }
  const postmaster =
    adopted ?? (await launchServer({ cluster, logFile: join(folder, 'postgres.log'), user, binaries, settings }));
  const url = urlOf(postmaster, password);
  await ensureDatabase(url);

  const ownership = await claimOwnership(url, logger);
  if (ownership === null) {
    return shareServer(url, whenInUse);
  }
  logger.info(
    { port: postmaster.port, pid: postmaster.pid },
    adopted === null ? 'Embedded database started' : 'Took over the embedded database that was left running',
  );
  return { url, stop: once(() => release(cluster, ownership)) };
}

function shareServer(url: string, whenInUse: 'refuse' | 'join'): EmbeddedPostgres {
  if (whenInUse === 'refuse') {
    throw new ConfigurationFault([
      'REDRESS_DATA_DIR is in use by another Redress that is running: stop it, or set another folder',
    ]);
  }
  return { url, stop: () => Promise.resolve() };
}

async function release(cluster: string, ownership: Ownership): Promise<void> {
  await ownership.giveUp();
  await stopPostmaster(cluster);
}

async function adopt(cluster: string, left: Postmaster, password: string): Promise<Postmaster | null> {
  try {
    const ready = await awaitReady(cluster, left);
    const client = new pg.Client({
      connectionString: withDatabase(urlOf(ready, password), 'postgres'),
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    await client.connect();
    await client.query('select 1');
    await client.end();
    return ready;
  } catch {
    return null;
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) {
      await client.query(`create database ${databaseName}`);
    }
  } catch (error) {
    const code = errorCode(error);
    // Another process made it in the meantime: duplicate database, or its unique violation.
    if (code !== '42P04' && code !== '23505') {
      throw error;
    }
  } finally {
    await client.end();
  }
}

function urlOf({ port }: Postmaster, password: string): string {
  return `postgresql://${loginUser}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/${databaseName}`;
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= action());
}
