import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What a PostgreSQL server writes into its folder while it runs. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Reads the text of postmaster.pid (PostgreSQL documentation, "Database File Layout"); null while it is incomplete. */
export function parsePostmasterFile(text: string): Postmaster | null {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 1 && Number.isInteger(port) && port > 0
    ? { pid, port, ready: lines[7] === 'ready' }
    : null;
}

/** The server that holds this cluster, if one lives. */
export async function runningPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const postmaster = parsePostmasterFile(text);
  return postmaster !== null && (await isServerOf(cluster, postmaster.pid)) ? postmaster : null;
}

/** Process ids are used again: only a process that was started for this cluster counts. */
async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  const command =
    platform() === 'linux'
      ? await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '')
      : await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]).then(
          ({ stdout }) => stdout,
          () => '',
        );
  return command.includes(cluster);
}
