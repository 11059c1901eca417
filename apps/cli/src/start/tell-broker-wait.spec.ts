import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { tellBrokerWait, type BrokerWait } from './tell-broker-wait.js';

const opened: { server: Server | null; wait: BrokerWait | null } = { server: null, wait: null };

afterEach(async () => {
  opened.wait?.stop();
  const { server } = opened;
  if (server?.listening === true) {
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(answers: boolean): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      if (answers) {
        socket.end('\x01\0\0');
      } else {
        socket.destroy();
      }
    });
  });
  opened.server = server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function told(port: number): string[] {
  const lines: string[] = [];
  const url = `amqp://redress:secret@127.0.0.1:${String(port)}/vhost`;
  opened.wait = tellBrokerWait({ url, tell: (line) => lines.push(line), everyMs: 50 });
  return lines;
}

describe(tellBrokerWait.name, () => {
  it('says at once and again where nobody is, with what to do and without the password', async () => {
    const port = await listen(true);
    await new Promise((resolve) => opened.server?.close(resolve));
    const lines = told(port);
    await eventually(() => {
      expect(lines.length).toBeGreaterThan(2);
      return Promise.resolve();
    });
    expect(lines[0]).toBe(
      `waiting for the message broker at 127.0.0.1:${String(port)} (ECONNREFUSED): start it, or mend RABBITMQ_URL; REDRESS_TRANSPORT=embedded needs none`,
    );
    expect(lines.join()).not.toContain('secret');
  });

  it('says so of somebody who takes the connection and says nothing', async () => {
    const lines = told(await listen(false));
    await eventually(() => {
      expect(lines[0]).toMatch(/takes the connection but says nothing/u);
      return Promise.resolve();
    });
  });

  it('says nothing of a broker that answers, nor after it was stopped', async () => {
    const port = await listen(true);
    const lines = told(port);
    const knocks = await new Promise<number>((resolve) => {
      let count = 0;
      opened.server?.on('connection', () => {
        count += 1;
        if (count === 3) {
          resolve(count);
        }
      });
    });
    expect([knocks, lines]).toEqual([3, []]);
  });
});
