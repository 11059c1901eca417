import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { startChildServer, type ChildServer } from './child-server.js';
import { requireProgram } from './missing-package.js';
import type { StartedServer } from './test-server.js';

export interface ClamdAddress {
  readonly socket: string;
  /** A file with these bytes in it is infected, for this server and for nobody else. */
  readonly marker: Buffer;
  readonly signature: string;
}

export interface ClamdOptions {
  /** Largest file that it looks at, megabytes. */
  readonly streamMaxMegabytes?: number;
}

const marker = Buffer.from('This is the made-up virus of the Redress tests, and nothing else.', 'latin1');
const signature = 'Redress.Test.Marker';

/** A virus scanner of our own, with one signature of our own: nothing is downloaded. It can be stopped and begun anew. */
export interface Clamd extends StartedServer<ClamdAddress> {
  begin(): Promise<void>;
}

export async function startClamd(parent: string, { streamMaxMegabytes = 5 }: ClamdOptions = {}): Promise<Clamd> {
  const program = requireProgram('/usr/sbin/clamd', 'clamav-daemon');
  const folder = join(parent, 'clamd');
  await mkdir(join(folder, 'signatures'), { recursive: true });
  await chmod(parent, 0o711);
  const socket = join(folder, 'clamd.socket');
  await writeFile(join(folder, 'signatures', 'redress.ndb'), `${signature}:0:*:${marker.toString('hex')}\n`);
  const config = join(folder, 'clamd.conf');
  await writeFile(
    config,
    [
      `DatabaseDirectory ${folder}/signatures`,
      `LocalSocket ${socket}`,
      'FixStaleSocket yes',
      'Foreground yes',
      'OfficialDatabaseOnly no',
      `StreamMaxLength ${String(streamMaxMegabytes)}M`,
      '',
    ].join('\n'),
  );
  const start = (): Promise<ChildServer> =>
    startChildServer({
      name: 'clamd',
      program,
      args: [`--config-file=${config}`],
      env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'C.UTF-8' },
      cwd: folder,
      logFile: join(folder, 'output.log'),
      isReady: () => answers(socket),
      limitMs: 30_000,
    });
  let server: ChildServer | null = await start();
  return {
    address: { socket, marker, signature: `${signature}.UNOFFICIAL` },
    stop: async () => {
      await server?.stop();
      server = null;
    },
    begin: async () => {
      server ??= await start();
    },
  };
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => socket.write('zPING\0'));
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer.toString().startsWith('PONG'));
    });
    socket.once('error', () => {
      resolve(false);
    });
    socket.once('close', () => {
      resolve(false);
    });
  });
}
