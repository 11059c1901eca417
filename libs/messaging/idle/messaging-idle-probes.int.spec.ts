import { afterEach, describe, expect, it } from '@jest/globals';
import { busyProbes } from '#libs/clock/idle-probe.js';
import { eventually } from '#libs/testing/eventually.js';
import { withCorrelation } from '../message-context.js';
import { retryIn } from '../settlement.js';
import { record } from '../testing/behaviours.js';
import { complaint, newDelivery } from '../testing/test-messages.js';
import { embeddedUnderTest } from '../transport/embedded/embedded.under-test.js';
import { rabbitmqUnderTest } from '../transport/rabbitmq/rabbitmq.under-test.js';
import { envelopeOf, Stage, type TransportUnderTest } from '../transport/transport-under-test.js';
import { messagingIdleProbes } from './messaging-idle-probes.js';

describe.each([
  ['embedded', embeddedUnderTest()],
  ['rabbitmq', rabbitmqUnderTest()],
] as [string, TransportUnderTest][])('idle probes on %s', (_, under) => {
  const stage = new Stage(under);

  afterEach(() => stage.clear());

  async function busy(): Promise<string[]> {
    const found = await busyProbes(under.db, messagingIdleProbes());
    return found.map(({ service, name, count }) => `${service} ${name} ${String(count)}`);
  }

  it('see a message from the outbox through the transport to the end of its handler', async () => {
    const [begun, mayEnd] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const ingestor = await stage.start('ingestor', record('ingestor'));
    await stage.start('classifier', async () => {
      begun.resolve(undefined);
      await mayEnd.promise;
    });
    expect(await busy()).toEqual([]);

    await withCorrelation('delivery-1', () =>
      ingestor.em.fork().transactional(() => ingestor.outbox.add('complaint.received', complaint())),
    );
    await begun.promise;
    await eventually(async () => {
      expect(await busy()).toEqual(['classifier messages under way to it 1']);
    });
    mayEnd.resolve(undefined);

    await eventually(async () => {
      expect(await busy()).toEqual([]);
    });
  });

  it('see what a running service has not published yet', async () => {
    await stage.commit('ingestor', envelopeOf('complaint.received', complaint()));
    expect(await busy()).toEqual([]);
    await stage.start('ingestor', record('ingestor'));
    await eventually(async () => {
      const { rows } = await under.db.query('select published_at is not null as sent from intake.outbox');
      expect(rows).toEqual([{ sent: true }]);
    });
    expect(await busy()).toEqual([]);
  });

  it('take no account of a service that does not run: what waits for it waits for its start', async () => {
    await stage.start('ingestor', record('ingestor'));
    await stage.commit('ingestor', envelopeOf('complaint.received', complaint()));
    await eventually(async () => {
      const { rows } = await under.db.query('select published_at is not null as sent from intake.outbox');
      expect(rows).toEqual([{ sent: true }]);
    });
    expect(await busy()).toEqual([]);
    const classifier = await stage.start('classifier', () => Promise.resolve(retryIn(500)));
    await eventually(async () => {
      expect(await busy()).toEqual(['classifier inbox due and unfinished 1']);
    });

    await classifier.stop();

    expect(await busy()).toEqual([]);
  });

  it('count a retry as busy when it is due within two seconds, not on a longer rung', async () => {
    const [soon, late] = [newDelivery(), newDelivery()];
    await stage.start('classifier', ({ data }) =>
      Promise.resolve(retryIn('deliveryId' in data && data.deliveryId === soon ? 1_500 : 60_000)),
    );
    await under.inject('classifier', envelopeOf('complaint.received', complaint(late)));
    await eventually(async () => {
      expect(await stage.inbox('classifier')).toMatchObject([{ state: 'pending', finished: 1 }]);
    });
    expect(await busy()).toEqual([]);

    await under.inject('classifier', envelopeOf('complaint.received', complaint(soon)));

    await eventually(async () => {
      expect(await busy()).toEqual(['classifier inbox due and unfinished 1']);
    });
  });
});
