import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readlink, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { canUse, type ServerUser } from './server-user.js';

const elsewhere = '/var/lib/redress';
const groupMayEnter = 0o010;

/** Path that the cluster of a data folder has or will have; follows the link to one that had to lie elsewhere. */
export async function clusterOf(dataDir: string): Promise<string> {
  const place = join(dataDir, 'postgres');
  const found = await lstat(place).catch(() => null);
  return found?.isSymbolicLink() === true ? readlink(place) : place;
}

/**
 * Makes sure that the server's user gets at the cluster's parent, and returns the cluster's path. A data folder that
 * only root may enter is opened for the user's group to pass through, and so are temporary folders that it lies in.
 * Any other closed folder above it is not ours to open: the cluster then lies in /var/lib/redress, with a link to it
 * in the data folder.
 */
export async function placeCluster(dataDir: string, user: ServerUser): Promise<string> {
  const cluster = await clusterOf(dataDir);
  if (user === null || (await canUse(user, dirname(cluster)))) {
    return cluster;
  }
  for (const folder of foldersToOpen(dataDir)) {
    if (!(await canUse(user, folder)) && (await canUse(user, dirname(folder)))) {
      const { uid, mode } = await stat(folder);
      await chown(folder, uid, user.gid);
      await chmod(folder, (mode & 0o7777) | groupMayEnter);
    }
  }
  if (await canUse(user, dataDir)) {
    return cluster;
  }
  await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  const target = join(elsewhere, `postgres-${randomBytes(6).toString('hex')}`);
  await symlink(target, join(dataDir, 'postgres'));
  return target;
}

/** The data folder and what lies between it and the folder of temporary files, outermost first. */
export function foldersToOpen(dataDir: string, temporary = tmpdir()): string[] {
  const below = relative(temporary, dataDir);
  if (below === '' || below.startsWith('..') || isAbsolute(below)) {
    return [dataDir];
  }
  const names = below.split(sep);
  return names.map((_name, index) => join(temporary, ...names.slice(0, index + 1)));
}
