import { afterEach, describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import { eventually } from '#libs/testing/eventually.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { record } from '../../testing/behaviours.js';
import { complaint, newDelivery, reply } from '../../testing/test-messages.js';
import { startTcpProxy } from '../../testing/tcp-proxy.js';
import { envelopeOf, Stage } from '../transport-under-test.js';
import { BrokerLink } from './broker-link.js';
import { rabbitmqUnderTest } from './rabbitmq.under-test.js';
import { deadExchange, deadQueueOf, messageExchange, queueOf } from './topology.js';

const under = rabbitmqUnderTest();
const stage = new Stage(under);

afterEach(() => stage.clear());

describe('the message broker', () => {
  it('brings what is not even JSON to the dead letters, and the next message is handled', async () => {
    await stage.start('classifier', record('classifier'));
    const delivery = newDelivery();
    under.channel().sendToQueue(queueOf('classifier'), Buffer.from('not JSON \u0000 at all'));
    under.channel().sendToQueue(queueOf('classifier'), Buffer.alloc(0));
    await under.inject('classifier', envelopeOf('complaint.received', complaint(delivery)));

    await eventually(async () => {
      expect(await stage.effects('classifier', delivery)).toHaveLength(1);
      const dead = (await stage.inbox('classifier')).filter(({ state }) => state === 'dead');
      expect(dead.map(({ reason, type }) => [reason, type])).toEqual([
        ['unreadable', 'unknown'],
        ['unreadable', 'unknown'],
      ]);
    });
  });

  it('lays what it gave up delivering with the dead letters of the service', async () => {
    const envelope = envelopeOf('complaint.received', complaint());
    under.channel().publish(deadExchange, 'classifier', Buffer.from(JSON.stringify(envelope)), { persistent: true });
    await under.channel().waitForConfirms();

    await stage.start('classifier', record('classifier'));

    await eventually(async () => {
      expect(await stage.inbox('classifier')).toMatchObject([
        { messageId: envelope.messageId, state: 'dead', reason: 'delivery-limit', started: 0 },
      ]);
    });
    expect(await under.channel().checkQueue(deadQueueOf('classifier'))).toMatchObject({ messageCount: 0 });
  });

  it('gives up a message after the delivery limit, at least once, into the dead queue', async () => {
    await under.inject('watchdog', envelopeOf('complaint.received', complaint()));
    const channel = under.channel();
    let deliveries = 0;
    const { consumerTag } = await channel.consume(queueOf('watchdog'), (message) => {
      deliveries += 1;
      if (message !== null) {
        channel.nack(message, false, true);
      }
    });

    await eventually(async () => {
      expect(await channel.checkQueue(deadQueueOf('watchdog'))).toMatchObject({ messageCount: 1 });
    }, 15_000);
    await channel.cancel(consumerTag);
    expect(deliveries).toBe(21);
  });

  it('keeps a message that no queue would take in the outbox until one does, and sends the others', async () => {
    const type = 'complaint.received';
    const queues = (['classifier', 'dispatcher', 'watchdog'] as const).map(queueOf);
    await stage.start('ingestor', record('ingestor'));
    for (const queue of queues) {
      await under.channel().unbindQueue(queue, messageExchange, type);
    }
    await stage.commit('ingestor', envelopeOf(type, complaint()));
    await stage.commit('ingestor', envelopeOf('reply.received', reply()));
    const sent = async (): Promise<unknown> =>
      (await under.db.query('select type, published_at is not null as sent from intake.outbox order by id')).rows;
    await eventually(async () => {
      expect(await sent()).toEqual([
        { type, sent: false },
        { type: 'reply.received', sent: true },
      ]);
    });

    for (const queue of queues) {
      await under.channel().bindQueue(queue, messageExchange, type);
    }

    await eventually(async () => {
      expect(await sent()).toMatchObject([{ sent: true }, { sent: true }]);
      expect(await under.channel().checkQueue(queueOf('classifier'))).toMatchObject({ messageCount: 1 });
    }, 15_000);
  });
});

describe(BrokerLink.name, () => {
  function link(url: string, setup = (): Promise<void> => Promise.resolve()): BrokerLink {
    return new BrokerLink({ url, name: 'test', setup, logger: new MemoryLogger(), connectLimitMs: 1_500 });
  }

  function urlOf(): URL {
    const { kind, ...rest } = under.transport();
    expect(kind).toBe('rabbitmq');
    return new URL('url' in rest ? rest.url : '');
  }

  it('tells of a wrong password in one line without it', async () => {
    const url = urlOf();
    url.password = 'wrong-secret';
    await expect(link(url.href).open()).rejects.toMatchObject({
      lines: ['RABBITMQ_URL: the broker refuses this user, password or virtual host'],
    });
  });

  it('tells of a broker that is not there within its limit', async () => {
    const proxy = await startTcpProxy({ host: '127.0.0.1', port: 1 });
    const url = urlOf();
    url.port = String(proxy.port);
    await proxy.close();
    await expect(link(url.href).open()).rejects.toMatchObject({ code: 'broker-unreachable' });
  });

  it('fails when the broker has a queue with other properties', async () => {
    const connection = await connect(urlOf().href);
    const channel = await connection.createChannel();
    await channel.assertQueue('other', { durable: true });
    await connection.close();
    const opening = new BrokerLink({
      url: urlOf().href,
      name: 'test',
      logger: new MemoryLogger(),
      setup: async (fresh) => {
        await fresh.assertQueue('other', { durable: false });
      },
    }).open();
    await expect(opening).rejects.toThrow(/PRECONDITION_FAILED|inequivalent/u);
  });

  it('brings a lost channel back on a good connection', async () => {
    const kept = link(urlOf().href);
    await kept.open();
    const first = kept.channel;
    expect(first).not.toBeNull();

    await expect(first?.checkQueue('no-such-queue')).rejects.toThrow();

    await eventually(() => {
      expect(kept.channel).not.toBeNull();
      expect(kept.channel).not.toBe(first);
    }, 10_000);
    await kept.close();
  });
});
