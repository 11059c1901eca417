import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { serverEnvironment } from './make-cluster.js';
import { runningPostmaster, type Postmaster } from './postmaster-file.js';
import type { ServerBinaries } from './server-binaries.js';
import type { ServerUser } from './server-user.js';

export interface LaunchOptions {
  readonly cluster: string;
  readonly logFile: string;
  readonly user: ServerUser;
  readonly binaries: ServerBinaries;
  /** Server settings beside ours. */
  readonly settings: Readonly<Record<string, string>>;
}

const attempts = 5;
const startLimitMs = 60_000;
const pollMs = 20;

/** Loopback only, no socket file; no values or statements in the server's log, which may not hold personal data. */
const fixedSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
} as const;

/**
 * Starts the server on a free loopback port and returns when it takes connections. It is a session of its own:
 * Ctrl-C reaches this process only, which then ends things in order.
 */
export async function launchServer(options: LaunchOptions): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await launchOn(await freePort(), options);
    if ('port' in outcome) {
      return outcome;
    }
    const portWasTaken = outcome.log.includes('Address already in use');
    const another = await runningPostmaster(options.cluster);
    if (another !== null) {
      return awaitReady(options.cluster, another);
    }
    if (!portWasTaken || attempt === attempts) {
      throw new Error(`the embedded database did not start; the end of ${options.logFile} says:\n${outcome.log}`);
    }
  }
}

async function launchOn(
  port: number,
  { cluster, logFile, user, binaries, settings }: LaunchOptions,
): Promise<Postmaster | { log: string }> {
  const log = await open(logFile, 'w', 0o600);
  const flags = Object.entries({ max_connections: '100', ...settings, ...fixedSettings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const server = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
    cwd: '/',
    detached: true,
    env: serverEnvironment,
    stdio: ['ignore', log.fd, log.fd],
    ...user,
  });
  const ended = new AbortController();
  server.once('exit', () => {
    ended.abort();
  });
  server.once('error', () => {
    ended.abort();
  });
  server.unref();
  const until = performance.now() + startLimitMs;
  try {
    while (!ended.signal.aborted && performance.now() < until) {
      const running = await runningPostmaster(cluster);
      if (running?.pid === server.pid && running?.ready === true) {
        return running;
      }
      await pause(pollMs);
    }
  } finally {
    await log.close();
  }
  return { log: (await readFile(logFile, 'utf8')).slice(-2_000) };
}

/** Waits for a server that somebody else has started. */
export async function awaitReady(cluster: string, first: Postmaster): Promise<Postmaster> {
  const until = performance.now() + startLimitMs;
  let running: Postmaster | null = first;
  while (running !== null && performance.now() < until) {
    if (running.ready) {
      return running;
    }
    await pause(pollMs);
    running = await runningPostmaster(cluster);
  }
  throw new Error(`the embedded database of ${cluster} that was found running does not get ready`);
}
