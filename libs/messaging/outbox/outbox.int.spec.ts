import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { FixedClock } from '#libs/clock/fixed.clock.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { eventually } from '#libs/testing/eventually.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { SequentialIdentities } from '#libs/testing/sequential.identities.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { withCorrelation } from '../message-context.js';
import { MessagingSettings } from '../messaging-settings.js';
import { complaint, newDelivery } from '../testing/test-messages.js';
import { testMigrations, testSchemaOf } from '../testing/test-schema.js';
import { Publisher } from '../transport/publisher.js';
import { Outbox } from './outbox.js';
import type { OutboxRow } from './outbox.store.js';
import { Relay } from './relay.js';

/** Remembers what it was handed; takes what `takes` says. */
class RecordingPublisher extends Publisher {
  readonly handed: OutboxRow[] = [];
  takes: (row: OutboxRow) => boolean = () => true;
  down = false;

  override publish(_em: unknown, rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    if (this.down) {
      return Promise.reject(new Error('down'));
    }
    const taken = rows.filter(this.takes);
    this.handed.push(...taken);
    return Promise.resolve(taken);
  }

  override open(): Promise<void> {
    return Promise.resolve();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  comeBack(): void {
    this.down = false;
    this.ready();
  }
}

const database = withTestDatabase({ sets: testMigrations });
const now = '2026-11-21T02:30:00.000Z';

describe(Outbox.name, () => {
  let orm: MikroORM;
  const relays: Relay[] = [];

  beforeEach(() => {
    orm = new MikroORM(
      ormOptions({
        service: 'ingestor',
        schema: 'intake',
        url: database.url,
        entities: [],
        migrations: testSchemaOf('ingestor'),
      }),
    );
  });

  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await orm.close(true);
    await database.query('truncate intake.outbox');
  });

  function setup({ start = true } = {}): {
    outbox: Outbox;
    publisher: RecordingPublisher;
    relay: Relay;
    logger: MemoryLogger;
  } {
    // Polls so seldom that only a wake-up can explain what happens within a test.
    const settings = new MessagingSettings({
      service: 'ingestor',
      schema: 'intake',
      transport: { kind: 'embedded' },
      databaseUrl: database.url,
      pollMs: 600_000,
    });
    const [publisher, logger] = [new RecordingPublisher(), new MemoryLogger()];
    const relay = new Relay(orm.em, settings, publisher, logger);
    relays.push(relay);
    if (start) {
      relay.start();
    }
    return {
      outbox: new Outbox(orm.em, settings, new FixedClock(now), new SequentialIdentities(), relay),
      publisher,
      relay,
      logger,
    };
  }

  function add(outbox: Outbox): Promise<unknown> {
    return outbox.add('complaint.received', complaint(newDelivery()));
  }

  async function awaiting(): Promise<number> {
    const { rows } = await database.query<{ count: number }>(
      'select count(*)::int as count from intake.outbox where published_at is null',
    );
    return rows[0]?.count ?? 0;
  }

  it('writes in the transaction that changes state, with the business time, and refuses to without one', async () => {
    const { outbox } = setup({ start: false });
    await withCorrelation('delivery-1', () => orm.em.fork().transactional(() => add(outbox)));

    await expect(withCorrelation('delivery-1', () => add(outbox))).rejects.toThrow(
      'needs the transaction that changes state',
    );
    const { rows } = await database.query<{ envelope: object }>('select envelope from intake.outbox');
    expect(rows).toMatchObject([
      {
        envelope: {
          messageId: '00000000-0000-4000-8000-000000000001',
          occurredAt: now,
          correlationId: 'delivery-1',
          causationId: null,
        },
      },
    ]);
  });

  it('refuses what does not know where its chain began', async () => {
    const { outbox } = setup({ start: false });
    await expect(orm.em.fork().transactional(() => add(outbox))).rejects.toThrow('wrap the work in withCorrelation');
  });

  it('wakes the relay at the commit, also when it was written inside a savepoint', async () => {
    const { outbox, publisher } = setup();
    await withCorrelation('delivery-1', () =>
      orm.em.fork().transactional(async () => {
        await orm.em.transactional(() => add(outbox));
        expect(publisher.handed).toEqual([]);
        await database.query('select pg_sleep(0.1)');
        expect(publisher.handed).toEqual([]);
      }),
    );

    await eventually(() => {
      expect(publisher.handed).toHaveLength(1);
    });
    await eventually(async () => {
      expect(await awaiting()).toBe(0);
    });
  });

  it('sends nothing of a savepoint rolled back', async () => {
    const { outbox, publisher } = setup();
    await withCorrelation('delivery-1', () =>
      orm.em.fork().transactional(async () => {
        await add(outbox);
        const inner = orm.em.transactional(async () => {
          await add(outbox);
          throw new Error('undone');
        });
        await expect(inner).rejects.toThrow('undone');
      }),
    );

    await eventually(async () => {
      expect(publisher.handed).toHaveLength(1);
      expect(await awaiting()).toBe(0);
    });
  });

  it('sends a great many in batches, each once, though several relays share them', async () => {
    const { outbox, relay, publisher } = setup({ start: false });
    const second = setup({ start: false });
    await withCorrelation('delivery-1', () =>
      orm.em.fork().transactional(async () => {
        for (let count = 0; count < 450; count += 1) {
          await add(outbox);
        }
      }),
    );

    relay.start();
    second.relay.start();

    await eventually(async () => {
      expect(await awaiting()).toBe(0);
    });
    const handed = [...publisher.handed, ...second.publisher.handed].map(({ messageId }) => messageId);
    expect(new Set(handed).size).toBe(450);
    expect(handed).toHaveLength(450);
  });

  it('keeps what the transport did not take, and sends it again', async () => {
    const { outbox, publisher, logger } = setup();
    let refusals = 2;
    publisher.takes = () => refusals-- <= 0;

    await withCorrelation('delivery-1', () => orm.em.fork().transactional(() => add(outbox)));

    await eventually(async () => {
      expect(await awaiting()).toBe(0);
    });
    expect(logger.sentences('warn')).toEqual([
      'The transport did not take every message; the rest is sent again',
      'The transport did not take every message; the rest is sent again',
    ]);
  });

  it('is told once of an outage however many commits there are, and sends all when the transport is back', async () => {
    const { outbox, publisher, logger } = setup();
    publisher.down = true;
    for (let count = 0; count < 20; count += 1) {
      await withCorrelation('delivery-1', () => orm.em.fork().transactional(() => add(outbox)));
    }
    await eventually(() => {
      expect(logger.sentences('warn').length).toBeGreaterThan(0);
    });
    expect(logger.sentences('warn').length).toBeLessThan(4);

    publisher.comeBack();

    await eventually(() => {
      expect(publisher.handed).toHaveLength(20);
    });
  });

  it('sends what is committed before it stops', async () => {
    const { outbox, publisher, relay } = setup();
    await withCorrelation('delivery-1', () => orm.em.fork().transactional(() => add(outbox)));
    await relay.stop();
    expect(publisher.handed).toHaveLength(1);
  });
});
