import { createServer } from 'node:https';
import { connect, createServer as createPlain, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCertificate } from '#libs/testing/certificate.js';
import { askEndpoint } from './ask-endpoint.js';

let secure: Server;
let broken: Server;
let asked = 0;

beforeAll(async () => {
  secure = createServer(await makeCertificate(), (_request, response) => {
    asked += 1;
    response.end('{}');
  });
  // Speaks TLS no better than this.
  broken = createPlain((socket) =>
    socket
      .on('error', () => undefined)
      .resume()
      .end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  );
  await Promise.all([secure, broken].map(async (server) => listening(server)));
});
afterAll(async () => {
  await Promise.all([secure, broken].map(async (server) => new Promise((resolve) => server.close(resolve))));
});

async function listening(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
}

const ask = async (server: Server, host: string): Promise<unknown> =>
  askEndpoint(
    { url: `https://${host}:${String((server.address() as AddressInfo).port)}/v1/chat/completions`, key: 'secret' },
    { complaint: 'masked' },
    20_000,
  );

describe('an endpoint behind TLS', () => {
  it.each(['localhost', '127.0.0.1'])('is sent nothing where nobody vouches for its certificate: %s', async (host) => {
    expect(await ask(secure, host)).toEqual({ kind: 'failed', code: 'untrusted' });
    expect(asked).toBe(0);
  });

  it('is unreachable where it speaks no TLS', async () => {
    expect(await ask(broken, 'localhost')).toEqual({ kind: 'failed', code: 'unreachable' });
  });

  it('is unreachable where nobody listens', async () => {
    const gone = createPlain();
    await listening(gone);
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect(await new Promise((resolve) => connect(port, '127.0.0.1').on('error', () => resolve('refused')))).toBe(
      'refused',
    );
    expect(await askEndpoint({ url: `https://127.0.0.1:${String(port)}/`, key: null }, {}, 20_000)).toEqual({
      kind: 'failed',
      code: 'unreachable',
    });
  });
});
