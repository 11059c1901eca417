import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCertificate } from '#libs/testing/certificate.js';
import type { Certificate } from '#libs/testing/certificate.js';
import { startDovecot } from '#libs/testing/servers/start-dovecot.js';
import type { DovecotAddress, StartedServer } from '#libs/testing/servers/test-server.js';
import { ImapAccess } from '../plan/imap-access.schema.js';
import { openConnection } from './open-connection.js';

let folder = '';
let own: Certificate;
let dovecot: StartedServer<DovecotAddress>;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-tls-'));
  own = await makeCertificate('localhost');
  await writeFile(join(folder, 'own.pem'), own.cert);
  await writeFile(join(folder, 'other.pem'), (await makeCertificate('localhost')).cert);
  dovecot = await startDovecot(folder, { tls: own });
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});
afterAll(async () => {
  await dovecot.stop();
  await rm(folder, { recursive: true, force: true });
});

async function connect(changes: Record<string, unknown>): Promise<string> {
  const access = ImapAccess.parse({
    host: 'localhost',
    port: dovecot.address.port,
    security: 'starttls',
    user: 'box-tls',
    password: { env: 'BOX' },
    connectSeconds: 1,
    ...changes,
  });
  const { password } = dovecot.address;
  const signIn = { proof: () => Promise.resolve({ pass: password }), refused: () => false };
  const client = await openConnection({ access, signIn, largestBytes: 1_000_000 });
  const mechanism = client.secureConnection ? 'encrypted' : 'plain';
  await client.logout();
  return mechanism;
}

/** A server of ours on a free port, ended with the test. */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  closing.push(async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('a connection to a mail server', () => {
  it('is encrypted where its certificate is one that the plan names', async () => {
    await expect(connect({ caFile: join(folder, 'own.pem') })).resolves.toBe('encrypted');
  });

  it.each([
    ['nobody vouches for', {}],
    ['somebody else vouches for', { caFile: 'other.pem' }],
    ['another host has', { caFile: 'own.pem', host: '127.0.0.1' }],
  ])('is not made with a certificate that %s', async (_what, changes) => {
    const caFile = 'caFile' in changes ? { caFile: join(folder, changes.caFile) } : {};
    await expect(connect({ ...changes, ...caFile })).rejects.toMatchObject({ code: 'tls' });
  });

  it('with TLS from the start is not made with a wrong certificate either', async () => {
    const port = await listening(createTlsServer(own, (socket) => socket.end('* OK ready\r\n')));
    await expect(connect({ port, security: 'tls' })).rejects.toMatchObject({ code: 'tls' });
  });

  it('that should turn to TLS is not used when the server cannot', async () => {
    const heard: string[] = [];
    const port = await listening(
      createServer((socket) => {
        socket.write('* OK ready\r\n');
        socket.on('data', (data) => {
          heard.push(data.toString());
          const [tag = ''] = data.toString().split(' ');
          socket.write(`* CAPABILITY IMAP4rev1\r\n${tag} OK done\r\n`);
        });
      }),
    );
    await expect(connect({ port })).rejects.toMatchObject({ code: 'tls' });
    expect(heard.join('')).not.toMatch(/LOGIN|AUTHENTICATE/u);
  });

  it('names what is not there', async () => {
    const port = await listening(createServer());
    await closing.pop()?.();
    await expect(connect({ port })).rejects.toMatchObject({ code: 'unreachable' });
    await expect(connect({ host: 'nowhere.invalid' })).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('a server that does not speak IMAP', () => {
  it.each([
    ['greets as a web server', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'],
    ['sends a line without end', '* OK '.padEnd(6 * 1024 * 1024, 'x')],
    ['sends bytes', Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0x80, 0x0d, 0x0a])],
    ['promises a literal of a terabyte', '* OK ready\r\n* ID ("name" {1099511627776}\r\n'],
    ['says good-bye', '* BYE too many of you\r\n'],
  ])('%s: a named failure within the limit', async (_what, words) => {
    const port = await listening(
      createServer((socket) => {
        socket.write(words);
      }),
    );
    await expect(connect({ port, security: 'none' })).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:protocol|unreachable|closed|refused)$/u),
    });
  });
});

describe('the limit for connecting', () => {
  it.each([
    ['says nothing', () => createServer()],
    ['does not begin TLS', () => createServer((socket) => socket.on('data', () => undefined))],
    [
      'takes most of the limit for each step',
      () =>
        createServer((socket) => {
          void slowly(socket);
        }),
    ],
  ])('is one for all steps together: a server that %s is left after it', async (what, make) => {
    const port = await listening(make());
    const security = what.includes('TLS') ? 'tls' : 'none';
    await expect(connect({ port, security })).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('is the one that the plan names: the same slow server is waited for where there is time', async () => {
    const port = await listening(
      createServer((socket) => {
        void slowly(socket);
      }),
    );
    await expect(connect({ port, security: 'none', connectSeconds: 30 })).resolves.toBe('plain');
  });
});

/** Greets after 0.7 s and answers each command after 0.7 s: no step is over the limit of a second. */
async function slowly(socket: Socket): Promise<void> {
  socket.on('data', (data) => {
    const [tag = ''] = data.toString().split(' ');
    void pause(700).then(() => socket.write(`* CAPABILITY IMAP4rev1\r\n${tag} OK done\r\n`));
  });
  await pause(700);
  socket.write('* OK ready\r\n');
}
