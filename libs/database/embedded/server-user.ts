import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';

const run = promisify(execFile);

/** Whom the database server runs as. Null: as this process does. */
export type ServerUser = { readonly uid: number; readonly gid: number } | null;

/**
 * PostgreSQL refuses to run as root. As root the server runs as whoever owns a cluster that is there already,
 * else as the system user postgres, which is made if it is missing.
 */
export async function serverUser(cluster: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const owner = await stat(cluster).catch(() => null);
  if (owner !== null && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid };
  }
  return (await lookUp()) ?? (await create());
}

async function lookUp(): Promise<ServerUser> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function create(): Promise<ServerUser> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
  } catch (error) {
    throw new ConfigurationFault(
      [
        'The embedded database does not run as root and the user postgres could not be made: create it, or set DATABASE_URL',
      ],
      { cause: error },
    );
  }
  return lookUp();
}

/** Whether that user gets at the path: may enter a folder, may run a file. */
export async function canUse(user: ServerUser, path: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'test -x "$0"', path], { cwd: '/', ...user });
    return true;
  } catch {
    return false;
  }
}
