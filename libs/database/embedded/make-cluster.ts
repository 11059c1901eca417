import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { errorCode } from '#libs/failure/error-code.js';
import type { ServerBinaries } from './server-binaries.js';
import type { ServerUser } from './server-user.js';

/** The server's superuser; the login user of the installation. */
export const loginUser = 'redress';

/** Environment of the server's programs: none of ours, which may hold secrets. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** The password in `postgres.password` of the data folder, readable by its owner only; made on first use. */
export async function passwordOf(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres.password');
  const made = randomBytes(24).toString('base64url');
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') {
      throw error;
    }
  });
  return readFile(file, 'utf8');
}

/**
 * Makes the cluster unless it is there: UTF8, locale C, password by SCRAM. It appears under its name only when it is
 * complete, so that a kill in between leaves nothing that looks like one.
 */
export async function makeCluster(options: {
  cluster: string;
  password: string;
  user: ServerUser;
  binaries: ServerBinaries;
  sync: boolean;
}): Promise<void> {
  const { cluster, password, user, binaries, sync } = options;
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) {
    assertSameMajor(version.trim(), binaries.version);
    return;
  }
  const unfinished = `${cluster}.${String(process.pid)}`;
  const passwordFile = `${unfinished}.password`;
  await mkdir(dirname(cluster), { recursive: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (user !== null) {
      await Promise.all([unfinished, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    }
    const flags = [
      '--encoding=UTF8',
      '--locale=C',
      '--auth=scram-sha-256',
      `--username=${loginUser}`,
      `--pwfile=${passwordFile}`,
    ];
    await promisify(execFile)(binaries.initdb, [`--pgdata=${unfinished}`, ...flags, ...(sync ? [] : ['--no-sync'])], {
      cwd: '/',
      env: serverEnvironment,
      ...user,
    });
    await rename(unfinished, cluster);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if ((await stat(join(cluster, 'PG_VERSION')).catch(() => null)) === null) {
      throw error;
    }
    // Another process made it in the meantime.
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function assertSameMajor(found: string, packaged: string): void {
  const major = packaged.split('.', 1)[0];
  if (found !== major) {
    throw new ConfigurationFault([
      `REDRESS_DATA_DIR holds a database of PostgreSQL ${found}, this program brings ${major ?? packaged}: dump it with the old version and load it into the new`,
    ]);
  }
}
