import { readdir, readlink, realpath, rm, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runningPostmaster } from './postmaster-file.js';

const limitMs = 10_000;
const pollMs = 50;

/**
 * PostgreSQL does not start while the process that its lock file names exists, whatever that is: after a restart of the
 * machine the number may belong to somebody else, and in a container without an init a killed server stays as a zombie.
 * The file goes when no living process works in the cluster's folder, which is where every PostgreSQL process works.
 */
export async function clearStaleLock(cluster: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid');
  const until = performance.now() + limitMs;
  while (
    platform() === 'linux' &&
    (await stat(lock).catch(() => null)) !== null &&
    (await runningPostmaster(cluster)) === null
  ) {
    if (!(await isWorkedIn(await realpath(cluster)))) {
      await rm(lock, { force: true });
      return;
    }
    if (performance.now() > until) {
      return;
    }
    await pause(pollMs);
  }
}

async function isWorkedIn(folder: string): Promise<boolean> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const folders = await Promise.all(processes.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return folders.includes(folder);
}
