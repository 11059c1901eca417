import { afterAll, beforeAll } from '@jest/globals';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { services } from '#libs/contracts/vocabulary.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { testVhost } from '#libs/testing/test-vhost.js';
import { startTcpProxy, type TcpProxy } from '../../testing/tcp-proxy.js';
import { testMigrations } from '../../testing/test-schema.js';
import type { TransportUnderTest } from '../transport-under-test.js';
import { assertTopology, deadQueueOf, queueOf } from './topology.js';

export interface RabbitmqUnderTest extends TransportUnderTest {
  /** A channel of the test's own, straight to the broker. */
  channel(): ConfirmChannel;
}

interface Lines {
  readonly connection: ChannelModel;
  readonly channel: ConfirmChannel;
  readonly proxy: TcpProxy;
  /** The broker through the proxy. */
  readonly url: string;
}

/** Registers its database and virtual host for the file that calls it. The services reach the broker through a proxy. */
export function rabbitmqUnderTest(): RabbitmqUnderTest {
  let lines: Lines | null = null;
  // Registered first, so that it runs before the virtual host goes.
  afterAll(async () => {
    await lines?.connection.close();
    await lines?.proxy.close();
  });
  const db = withTestDatabase({ sets: testMigrations });
  const vhost = testVhost();
  const open = (): Lines => {
    if (lines === null) {
      throw new Error('the broker is there from beforeAll on');
    }
    return lines;
  };
  beforeAll(async () => {
    const url = new URL(vhost.url);
    const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
    const connection = await connect(vhost.url, { noDelay: true });
    const channel = await connection.createConfirmChannel();
    await assertTopology(channel);
    url.port = String(proxy.port);
    lines = { connection, channel, proxy, url: url.href };
  });
  return {
    db,
    channel: () => open().channel,
    transport: () => ({ kind: 'rabbitmq', url: open().url }),
    inject: async (service, body) => {
      open().channel.sendToQueue(queueOf(service), Buffer.from(JSON.stringify(body)), { persistent: true });
      await open().channel.waitForConfirms();
    },
    cut: () => {
      open().proxy.cut();
      return Promise.resolve();
    },
    empty: async () => {
      for (const queue of services.flatMap((service) => [queueOf(service), deadQueueOf(service)])) {
        await open().channel.purgeQueue(queue);
      }
    },
  };
}
