import { afterEach, expect, it } from '@jest/globals';
import { withCorrelation } from '../message-context.js';
import { followVersions, record, recordEffect } from '../testing/behaviours.js';
import { eventually } from '#libs/testing/eventually.js';
import { caseNoted, complaint, newCase, newDelivery } from '../testing/test-messages.js';
import { envelopeOf, Stage, type TransportUnderTest } from './transport-under-test.js';

/** What comes, comes once; whatever the order, and however often it is delivered. */
export function deliveryFeatures(under: TransportUnderTest): void {
  const stage = new Stage(under);

  afterEach(() => stage.clear());

  it('hands a committed message once to each subscribing service, and none of a transaction rolled back', async () => {
    for (const service of ['classifier', 'dispatcher', 'watchdog'] as const) {
      await stage.start(service, record(service));
    }
    const ingestor = await stage.start('ingestor', record('ingestor'));
    const [kept, undone] = [newDelivery(), newDelivery()];

    await expect(
      withCorrelation('chain-0', () =>
        ingestor.em.fork().transactional(async () => {
          await ingestor.outbox.add('complaint.received', complaint(undone));
          throw new Error('undone');
        }),
      ),
    ).rejects.toThrow('undone');
    await withCorrelation('chain-1', () =>
      ingestor.em.fork().transactional(() => ingestor.outbox.add('complaint.received', complaint(kept))),
    );

    for (const service of ['classifier', 'dispatcher', 'watchdog'] as const) {
      await eventually(async () => {
        expect(await stage.effects(service, kept)).toEqual(['complaint.received']);
      });
      expect(await stage.effects(service, undone)).toEqual([]);
      expect(await stage.inbox(service)).toMatchObject([{ state: 'done', started: 1, finished: 1, failures: 0 }]);
    }
  });

  it('keeps the correlation over two hops, and names the message that each one answers', async () => {
    const heard = Promise.withResolvers<{ correlationId: string; causationId: string | null }>();
    const delivery = newDelivery();
    const ingestor = await stage.start('ingestor', record('ingestor'));
    await stage.start('watchdog', record('watchdog'));
    await stage.start('classifier', async ({ outbox }) => {
      await outbox.add('complaint.classified', {
        deliveryId: delivery,
        preset: { id: 'property-group', version: '1' },
        tag: 'general',
        abstained: false,
        confidence: 0.9,
        clauses: [],
        category: 'repairs',
        urgent: false,
        anonymous: false,
        demands: [],
        rules: [],
        missing: [],
      });
    });
    await stage.start('dispatcher', ({ context }) => {
      if (context.type === 'complaint.classified') {
        heard.resolve(context);
      }
      return Promise.resolve();
    });

    const first = await withCorrelation('chain-7', () =>
      ingestor.em.fork().transactional(() => ingestor.outbox.add('complaint.received', complaint(delivery))),
    );

    expect(await heard.promise).toMatchObject({ correlationId: 'chain-7', causationId: first });
  });

  it('takes a message once, however often it is delivered', async () => {
    await stage.start('classifier', record('classifier'));
    const delivery = newDelivery();
    const envelope = envelopeOf('complaint.received', complaint(delivery));

    await Promise.all(Array.from({ length: 6 }, () => under.inject('classifier', envelope)));
    const later = newDelivery();
    await under.inject('classifier', envelope);
    await under.inject('classifier', envelopeOf('complaint.received', complaint(later)));

    await eventually(async () => {
      expect(await stage.effects('classifier', later)).toHaveLength(1);
    });
    expect(await stage.effects('classifier', delivery)).toHaveLength(1);
  });

  it('brings versions into order that come shuffled and repeated, and parks what lies behind a gap until it is filled', async () => {
    await stage.start('watchdog', followVersions('watchdog'));
    const caseId = newCase();
    const envelopes = new Map(
      Array.from({ length: 12 }, (_, index) => [index + 1, envelopeOf('case.noted', caseNoted(caseId, index + 1))]),
    );

    for (const version of [5, 12, 1, 9, 3, 1, 11, 2, 8, 5, 4, 6, 10, 3, 12]) {
      await under.inject('watchdog', envelopes.get(version));
    }
    await eventually(async () => {
      expect(await stage.effects('watchdog', caseId)).toEqual(['1', '2', '3', '4', '5', '6']);
      expect((await stage.inbox('watchdog')).filter(({ state }) => state === 'pending')).toHaveLength(5);
    });
    await under.inject('watchdog', envelopes.get(7));

    await eventually(async () => {
      expect(await stage.effects('watchdog', caseId)).toEqual(
        Array.from({ length: 12 }, (_, index) => String(index + 1)),
      );
      expect((await stage.inbox('watchdog')).every(({ state, failures }) => state === 'done' && failures === 0)).toBe(
        true,
      );
    });
  });

  it('keeps messages for a service that is away', async () => {
    const ingestor = await stage.start('ingestor', record('ingestor'));
    const deliveries = Array.from({ length: 20 }, newDelivery);
    for (const delivery of deliveries) {
      await withCorrelation(delivery, () =>
        ingestor.em.fork().transactional(() => ingestor.outbox.add('complaint.received', complaint(delivery))),
      );
    }
    await ingestor.stop();

    await stage.start('classifier', record('classifier'));

    await eventually(async () => {
      expect(await stage.inbox('classifier')).toHaveLength(deliveries.length);
    });
  });

  it('ends what is in hand and sends what is committed before it stops', async () => {
    const [begun, mayEnd] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const dispatcher = await stage.start('dispatcher', async (handling) => {
      begun.resolve(undefined);
      await mayEnd.promise;
      await recordEffect('dispatcher', handling);
      await handling.outbox.add('reply.unmatched', { deliveryId: newDelivery() });
    });
    const delivery = newDelivery();
    await under.inject('dispatcher', envelopeOf('complaint.received', complaint(delivery)));
    await begun.promise;

    const stopped = dispatcher.stop();
    mayEnd.resolve(undefined);
    await stopped;

    expect(await stage.effects('dispatcher', delivery)).toEqual(['complaint.received']);
    const { rows } = await under.db.query('select published_at is not null as sent from cases.outbox');
    expect(rows).toEqual([{ sent: true }]);
  });

  it('loses and doubles nothing when its connections are cut while messages flow', async () => {
    const ingestor = await stage.start('ingestor', record('ingestor'));
    await stage.start('classifier', record('classifier'));
    const deliveries = Array.from({ length: 150 }, newDelivery);

    const cuts = (async () => {
      for (let cut = 0; cut < 3; cut += 1) {
        await eventually(async () => {
          expect((await stage.inbox('classifier')).length).toBeGreaterThan(cut * 40 + 10);
        });
        await under.cut();
      }
    })();
    for (const delivery of deliveries) {
      await withCorrelation(delivery, () =>
        ingestor.em.fork().transactional(() => ingestor.outbox.add('complaint.received', complaint(delivery))),
      );
    }
    await cuts;

    await eventually(async () => {
      const { rows } = await under.db.query<{ subjects: number; effects: number }>(
        'select count(distinct subject)::int as subjects, count(*)::int as effects from classification.effect where subject = any($1)',
        [deliveries],
      );
      expect(rows).toEqual([{ subjects: deliveries.length, effects: deliveries.length }]);
    }, 40_000);
  });
}
