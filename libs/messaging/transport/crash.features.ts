import { afterEach, expect, it } from '@jest/globals';
import { record } from '../testing/behaviours.js';
import { eventually } from '#libs/testing/eventually.js';
import { spawnService, type SpawnedService } from '#libs/testing/spawn-service.js';
import type { ChildServiceOptions } from '../testing/child-service.js';
import { complaint, newDelivery } from '../testing/test-messages.js';
import { envelopeOf, shortRetry, Stage, type TransportUnderTest } from './transport-under-test.js';

const limitMs = 60_000;

/** Processes that die without a word: SIGKILL, nothing flushed, nothing said goodbye to. */
export function crashFeatures(under: TransportUnderTest): void {
  const stage = new Stage(under);
  const children: SpawnedService[] = [];

  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill('SIGKILL')));
    await stage.clear();
  });

  /** Starts a service in a process of its own, to be killed. */
  function spawn(options: Pick<ChildServiceOptions, 'service' | 'behaviour' | 'crashAt'>): SpawnedService {
    const settings: ChildServiceOptions = {
      databaseUrl: under.db.url,
      transport: under.transport(),
      retry: shortRetry,
      ...options,
    };
    const child = spawnService({
      entry: 'libs/messaging/testing/child-service.ts',
      args: [JSON.stringify(settings)],
      env: {},
    });
    children.push(child);
    return child;
  }

  /** Starts a consumer that poison kills; tells whether it died or survived, with the poison among the dead letters. */
  async function diesOrBuries(): Promise<'dies' | 'buries'> {
    let gone = false;
    void spawn({ service: 'classifier', behaviour: 'die-of-poison' }).exited.then(() => {
      gone = true;
    });
    return eventually(async () => {
      const dead = (await stage.inbox('classifier')).filter(({ state }) => state === 'dead');
      if (gone) {
        return 'dies';
      }
      expect(dead).toMatchObject([{ reason: 'crashed', failures: 0 }]);
      return 'buries';
    }, limitMs / 2);
  }

  it(
    'handles a message once whose consumer is killed in the middle of it',
    async () => {
      const delivery = newDelivery();
      const child = spawn({ service: 'classifier', behaviour: 'hang' });
      await under.inject('classifier', envelopeOf('complaint.received', complaint(delivery)));
      await child.printed(new RegExp(`handling ${delivery}`, 'u'));

      await child.kill('SIGKILL');
      await stage.start('classifier', record('classifier'));

      await eventually(async () => {
        expect(await stage.effects('classifier', delivery)).toEqual(['complaint.received']);
      });
      expect(await stage.inbox('classifier')).toMatchObject([{ state: 'done', started: 2, finished: 1, failures: 0 }]);
    },
    limitMs,
  );

  it.each(['inbox.handled', 'inbox.committed'])(
    'handles a message once when the consumer dies at %s',
    async (crashAt) => {
      const delivery = newDelivery();
      const child = spawn({ service: 'classifier', behaviour: 'record', crashAt });
      await under.inject('classifier', envelopeOf('complaint.received', complaint(delivery)));
      await child.exited;
      expect(await stage.effects('classifier', delivery)).toHaveLength(crashAt === 'inbox.committed' ? 1 : 0);

      await stage.start('classifier', record('classifier'));
      const later = newDelivery();
      await under.inject('classifier', envelopeOf('complaint.received', complaint(later)));

      await eventually(async () => {
        expect([
          ...(await stage.effects('classifier', delivery)),
          ...(await stage.effects('classifier', later)),
        ]).toEqual(['complaint.received', 'complaint.received']);
      });
    },
    limitMs,
  );

  it(
    'sends again what was handed over when the producer died before it knew, and the consumer takes it once',
    async () => {
      const delivery = newDelivery();
      await stage.commit('ingestor', envelopeOf('complaint.received', complaint(delivery)));
      const child = spawn({ service: 'ingestor', behaviour: 'record', crashAt: 'relay.handed-over' });
      await child.exited;

      await stage.start('classifier', record('classifier'));
      await stage.start('ingestor', record('ingestor'));

      await eventually(async () => {
        const { rows } = await under.db.query('select published_at is not null as sent from intake.outbox');
        expect(rows).toEqual([{ sent: true }]);
        expect(await stage.effects('classifier', delivery)).toEqual(['complaint.received']);
      });
    },
    limitMs,
  );

  it(
    'lays a message with the dead that kills every process, and handles the others',
    async () => {
      const [poison, others] = [newDelivery(), Array.from({ length: 5 }, newDelivery)];
      await under.inject('classifier', envelopeOf('complaint.received', { ...complaint(poison), unit: 'poison' }));
      for (const delivery of others) {
        await under.inject('classifier', envelopeOf('complaint.received', complaint(delivery)));
      }

      let deaths = 0;
      while ((await diesOrBuries()) === 'dies') {
        deaths += 1;
      }

      expect(deaths).toBe(3);
      await eventually(async () => {
        for (const delivery of others) {
          expect(await stage.effects('classifier', delivery)).toEqual(['complaint.received']);
        }
      });
      expect(await stage.effects('classifier', poison)).toEqual([]);
    },
    limitMs,
  );
}
