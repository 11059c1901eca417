import { randomBytes } from 'node:crypto';
import { beforeAll } from '@jest/globals';
import { afterEverything } from './after-everything.js';
import type { RabbitAddress } from './servers/test-server.js';
import { testServer } from './test-servers.js';

/** A virtual host of RabbitMQ of its own. */
export interface TestVhost {
  /** AMQP url with the virtual host in it: RABBITMQ_URL of a service. */
  readonly url: string;
  readonly name: string;
  /** Cuts every connection to this virtual host from the broker's side; returns how many there were. */
  cutConnections(): Promise<number>;
  /** Messages of a queue, ready and unacknowledged. The broker's own figures lag by some seconds. */
  queues(): Promise<{ name: string; messages: number }[]>;
}

const startLimitMs = 120_000;

/** Registers a virtual host for this file; it may be used from beforeAll on, and goes with all in it. */
export function testVhost(): TestVhost {
  let made: { url: string; name: string; broker: RabbitAddress } | null = null;
  const current = (): { url: string; name: string; broker: RabbitAddress } => {
    if (made === null) {
      throw new Error('the virtual host of this file exists from beforeAll on');
    }
    return made;
  };
  beforeAll(async () => {
    const broker = await testServer('rabbitmq');
    const name = `${broker.prefix}-${randomBytes(5).toString('hex')}`;
    await manage(broker, 'PUT', `vhosts/${name}`);
    made = { url: `${broker.url}/${name}`, name, broker };
  }, startLimitMs);
  afterEverything(async () => {
    if (made !== null) {
      await manage(made.broker, 'DELETE', `vhosts/${made.name}`);
    }
  }, startLimitMs);
  return {
    get url() {
      return current().url;
    },
    get name() {
      return current().name;
    },
    cutConnections: async () => {
      const { broker, name } = current();
      const connections = (await manage(broker, 'GET', `vhosts/${name}/connections`)) as { name: string }[];
      await Promise.all(
        connections.map((connection) => manage(broker, 'DELETE', `connections/${encodeURIComponent(connection.name)}`)),
      );
      return connections.length;
    },
    queues: async () => {
      const { broker, name } = current();
      const queues = (await manage(broker, 'GET', `queues/${name}`)) as { name: string; messages?: number }[];
      return queues.map((queue) => ({ name: queue.name, messages: queue.messages ?? 0 }));
    },
  };
}

async function manage(
  { managementUrl }: RabbitAddress,
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
): Promise<unknown> {
  const { origin, username, password } = new URL(managementUrl);
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
  const response = await fetch(`${origin}/api/${path}`, { method, headers: { authorization } });
  if (!response.ok && !(method === 'DELETE' && response.status === 404)) {
    throw new Error(`RabbitMQ management: ${method} ${path} gave HTTP ${String(response.status)}`);
  }
  return method === 'GET' ? response.json() : null;
}
