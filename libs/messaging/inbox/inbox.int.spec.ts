import { afterEach, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions } from '#libs/database/orm-options.js';
import { eventually } from '#libs/testing/eventually.js';
import { Housekeeping } from '../housekeeping.js';
import { MessagingSettings } from '../messaging-settings.js';
import { record, recordEffect, subjectOf } from '../testing/behaviours.js';
import { complaint, newDelivery } from '../testing/test-messages.js';
import { testSchemaOf } from '../testing/test-schema.js';
import { embeddedUnderTest } from '../transport/embedded/embedded.under-test.js';
import { envelopeOf, shortRetry, Stage } from '../transport/transport-under-test.js';
import { RetryStore } from './retry.store.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';

const under = embeddedUnderTest();
const stage = new Stage(under);
const orms: MikroORM[] = [];

afterEach(async () => {
  await Promise.all(orms.splice(0).map((orm) => orm.close(true)));
  await stage.clear();
});

function openOrm(): MikroORM {
  const orm = new MikroORM(
    ormOptions({
      service: 'classifier',
      schema: 'classification',
      url: under.db.url,
      entities: [],
      migrations: testSchemaOf('classifier'),
    }),
  );
  orms.push(orm);
  return orm;
}

/** Puts a message into the classifier's inbox as a delivery would leave it that was not acknowledged. */
async function kept(unit = 'lakeside-garden', { started = 1, finished = 0 } = {}): Promise<string> {
  const envelope = envelopeOf('complaint.received', { ...complaint(), unit });
  await under.db.query(
    `insert into classification.inbox (message_id, consumer, type, state, started, finished, envelope, next_attempt_at)
     values ($1, 'classifier', $2, 'pending', $3, $4, $5, clock_timestamp())`,
    [envelope.messageId, envelope.type, started, finished, JSON.stringify(envelope)],
  );
  return envelope.messageId;
}

describe('claiming retries', () => {
  const store = new RetryStore('classification', 'classifier');
  const all = { limit: 10, suspects: 1, leaseMs: 60_000 } as const;

  it('counts the start, and leaves what is claimed to its claimant until the lease ends', async () => {
    const em = openOrm().em.fork();
    const messageId = await kept('lakeside-garden', { started: 2, finished: 2 });

    expect(await store.claimDue(em, { ...all, leaseMs: 50 })).toMatchObject([
      { messageId, started: 3, finished: 2, failures: 0 },
    ]);
    expect(await store.claimDue(em, all)).toEqual([]);
    await eventually(async () => {
      expect(await store.claimDue(em, all)).toMatchObject([{ messageId, started: 4, finished: 2 }]);
    });
  });

  it('takes sound messages together, and those that may have killed a process one by one, the least suspicious first', async () => {
    const em = openOrm().em.fork();
    const [worse, bad] = [await kept('a', { started: 2 }), await kept('b', { started: 1 })];
    const sound = [await kept('c', { started: 1, finished: 1 }), await kept('d', { started: 0 })];

    const first = await store.claimDue(em, all);
    expect(first.map(({ messageId }) => messageId).toSorted()).toEqual([...sound, bad].toSorted());
    expect(await store.claimDue(em, { ...all, suspects: 0 })).toEqual([]);
    expect(await store.claimDue(em, all)).toMatchObject([{ messageId: worse, started: 3 }]);
  });

  it('passes over a message whose handler still runs, however long ago its lease ended', async () => {
    const [running, other] = [openOrm().em.fork(), openOrm().em.fork()];
    await kept();
    const [claim] = await store.claimDue(running, { ...all, leaseMs: 0 });
    expect(claim).toBeDefined();

    await running.transactional(async (em) => {
      expect(claim !== undefined && (await store.finishDone(em, claim))).toBe(true);
      expect(await store.claimDue(other, all)).toEqual([]);
    });

    expect(await store.claimDue(other, all)).toEqual([]);
    expect(await stage.inbox('classifier')).toMatchObject([{ state: 'done', started: 2, finished: 1 }]);
  });

  it('lets nobody put down the end of a claim that was lost', async () => {
    const em = openOrm().em.fork();
    await kept();
    const [stale] = await store.claimDue(em, { ...all, leaseMs: 0 });
    const [fresh] = await store.claimDue(em, all);
    expect(
      stale !== undefined && (await store.finishFailed(em, stale, { delayMs: 0, failures: 1, lastError: null })),
    ).toBe(false);
    expect(fresh !== undefined && (await store.finishDone(em, fresh))).toBe(true);
  });
});

describe('the retry sweep', () => {
  it('shares due messages between two processes of a service, each handled once', async () => {
    const messages = await Promise.all(
      Array.from({ length: 30 }, () => kept('lakeside-garden', { started: 1, finished: 1 })),
    );
    await Promise.all([
      stage.start('classifier', record('classifier')),
      stage.start('classifier', record('classifier')),
    ]);

    await eventually(async () => {
      expect((await stage.inbox('classifier')).filter(({ state }) => state === 'done')).toHaveLength(messages.length);
    });
    const { rows } = await under.db.query<{ count: number }>(
      'select count(*)::int as count from classification.effect',
    );
    expect(rows).toEqual([{ count: messages.length }]);
  });

  it('goes on with the others while one handler takes its time, past its lease', async () => {
    const slow = newDelivery();
    const mayEnd = Promise.withResolvers<undefined>();
    const runs: string[] = [];
    await stage.start(
      'classifier',
      async (handling) => {
        runs.push(subjectOf(handling));
        if (subjectOf(handling) === slow && handling.context.attempt > 1) {
          await mayEnd.promise;
        }
        await recordEffect('classifier', handling);
        if (handling.context.attempt === 1) {
          throw new Error('again');
        }
      },
      { ...shortRetry, leaseMs: 30 },
    );
    await under.inject('classifier', envelopeOf('complaint.received', complaint(slow)));
    const others = Array.from({ length: 8 }, newDelivery);
    for (const delivery of others) {
      await under.inject('classifier', envelopeOf('complaint.received', complaint(delivery)));
    }
    await eventually(async () => {
      for (const delivery of others) {
        expect(await stage.effects('classifier', delivery)).toHaveLength(1);
      }
    });

    mayEnd.resolve(undefined);

    await eventually(async () => {
      expect(await stage.effects('classifier', slow)).toHaveLength(1);
    });
    expect(runs.filter((subject) => subject === slow)).toHaveLength(2);
  });
});

describe(Housekeeping.name, () => {
  it('deletes what was published or done long ago, and nothing else', async () => {
    await kept();
    await under.db.query(
      `insert into classification.inbox (message_id, consumer, type, state, received_at, reason)
       select gen_random_uuid(), 'classifier', 'complaint.received', state, clock_timestamp() - make_interval(days => age), case state when 'dead' then 'rejected' end
         from (values ('done', 31), ('done', 29), ('dead', 365)) as old (state, age)`,
    );
    await under.db.query(
      `insert into classification.outbox (message_id, type, envelope, published_at)
       select gen_random_uuid(), 'complaint.classified', '{}', case when age is null then null else clock_timestamp() - make_interval(days => age) end
         from (values (8), (6), (null)) as old (age)`,
    );
    const settings = new MessagingSettings({
      service: 'classifier',
      schema: 'classification',
      transport: { kind: 'embedded' },
      databaseUrl: under.db.url,
    });
    const housekeeping = new Housekeeping(openOrm().em, settings, new MemoryLogger());

    housekeeping.start();

    await eventually(async () => {
      const { rows } = await under.db.query<{ inbox: number; outbox: number }>(
        'select (select count(*)::int from classification.inbox) as inbox, (select count(*)::int from classification.outbox) as outbox',
      );
      expect(rows).toEqual([{ inbox: 3, outbox: 2 }]);
    });
    await housekeeping.stop();
  });
});
