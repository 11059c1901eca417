import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readlink, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
 * only root may enter is opened for the user's group to pass through. If a folder above it is closed, that one is not
 * ours to open: the cluster then lies in /var/lib/redress, with a link to it in the data folder.
 */
export async function placeCluster(dataDir: string, user: ServerUser): Promise<string> {
  const cluster = await clusterOf(dataDir);
  if (user === null || (await canUse(user, dirname(cluster)))) {
    return cluster;
  }
  if (await canUse(user, dirname(dataDir))) {
    const { uid, mode } = await stat(dataDir);
    await chown(dataDir, uid, user.gid);
    await chmod(dataDir, (mode & 0o7777) | groupMayEnter);
    return cluster;
  }
  await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  const target = join(elsewhere, `postgres-${randomBytes(6).toString('hex')}`);
  await symlink(target, join(dataDir, 'postgres'));
  return target;
}
