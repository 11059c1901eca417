/**
 * How many messages a second both transports carry, and how long one takes. Not a test: prints and judges nothing.
 *
 *     node --import ./libs/testing/jest/typescript-hooks.mjs libs/messaging/bench/messages.bench.ts [messages]
 *
 * One process holds a producer and three consumers of the same message, as the standalone process does; every message
 * is written in a transaction of its own and every handler writes a row. PostgreSQL waits for the disk at each commit.
 */
import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '#libs/database/embedded-postgres.js';
import { migrateAll } from '#libs/database/migrate.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { startRabbitmq } from '#libs/testing/servers/start-rabbitmq.js';
import { withCorrelation } from '../message-context.js';
import type { TransportConfig } from '../messaging.options.js';
import { record, recordEffect, subjectOf } from '../testing/behaviours.js';
import { complaint, newDelivery } from '../testing/test-messages.js';
import { testMigrations } from '../testing/test-schema.js';
import { startTestService, type TestService } from '../testing/test-service.js';

const consumers = ['classifier', 'dispatcher', 'watchdog'] as const;
const writers = 8;
const single = 100;

class Bench {
  private readonly handled = new Map<string, { left: number; done: () => void }>();

  constructor(private readonly ingestor: TestService) {}

  /** A consumer has taken the message; its transaction commits within the next milliseconds. */
  note(subject: string): void {
    const waiting = this.handled.get(subject);
    if (waiting !== undefined && (waiting.left -= 1) === 0) {
      waiting.done();
    }
  }

  async send(): Promise<void> {
    const deliveryId = newDelivery();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.handled.set(deliveryId, {
      left: consumers.length,
      done: () => {
        resolve(undefined);
      },
    });
    await this.commit(deliveryId);
    await promise;
    this.handled.delete(deliveryId);
  }

  private async commit(deliveryId: ReturnType<typeof newDelivery>): Promise<void> {
    const { em, outbox } = this.ingestor;
    await withCorrelation(deliveryId, () =>
      em.fork().transactional(() => outbox.add('complaint.received', complaint(deliveryId))),
    );
  }

  /** Milliseconds from before the producer's transaction until the last of three handlers, one message at a time. */
  async latencies(): Promise<number[]> {
    const taken: number[] = [];
    for (let count = 0; count < single; count += 1) {
      const began = performance.now();
      await this.send();
      taken.push(performance.now() - began);
    }
    return taken.toSorted((a, b) => a - b);
  }

  /** Seconds that it takes to write so many messages and have every consumer handle each. */
  async flood(messages: number): Promise<number> {
    const began = performance.now();
    const pending: Promise<void>[] = [];
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let count = writer; count < messages; count += writers) {
          const deliveryId = newDelivery();
          const { promise, resolve } = Promise.withResolvers<undefined>();
          this.handled.set(deliveryId, {
            left: consumers.length,
            done: () => {
              resolve(undefined);
            },
          });
          pending.push(promise.then(() => undefined));
          await this.commit(deliveryId);
        }
      }),
    );
    await Promise.all(pending);
    return (performance.now() - began) / 1_000;
  }
}

async function measure(databaseUrl: string, transport: TransportConfig, messages: number): Promise<void> {
  const ingestor = await startTestService({
    service: 'ingestor',
    databaseUrl,
    transport,
    behaviour: record('ingestor'),
  });
  const bench = new Bench(ingestor);
  const running = [ingestor];
  for (const service of consumers) {
    const behaviour = async (handling: Parameters<ReturnType<typeof record>>[0]): Promise<void> => {
      await recordEffect(service, handling);
      bench.note(subjectOf(handling));
    };
    running.push(await startTestService({ service, databaseUrl, transport, behaviour }));
  }
  await bench.flood(messages / 10);
  const before = await counters(databaseUrl);
  const latencies = await bench.latencies();
  const after = await counters(databaseUrl);
  const seconds = await bench.flood(messages);
  const at = (share: number): string => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1);
  const each = (key: keyof Counters): string => ((after[key] - before[key]) / single).toFixed(1);
  process.stdout.write(
    `${transport.kind.padEnd(9)} ${(messages / seconds).toFixed(0).padStart(6)} messages/s ` +
      `${((messages * consumers.length) / seconds).toFixed(0).padStart(6)} handled/s   ` +
      `one alone: ${at(0.5)} ms median, ${at(0.95)} ms at 95 %, ${each('transactions')} transactions, ${each('syncs')} waits for the disk\n`,
  );
  await Promise.all(running.map((service) => service.stop()));
}

interface Counters {
  readonly transactions: number;
  readonly syncs: number;
}

/** Of the whole database, the empty looks of pollers included. Sessions report to it with some delay. */
async function counters(databaseUrl: string): Promise<Counters> {
  await rest(1_500);
  const { rows } = await queryOnce(
    databaseUrl,
    `select (select xact_commit::float8 from pg_stat_database where datname = current_database()) as transactions,
            (select sum(fsyncs)::float8 from pg_stat_io where object = 'wal' and backend_type = 'client backend') as syncs`,
  );
  return rows[0] ?? { transactions: 0, syncs: 0 };
}

const messages = Number(process.argv[2] ?? '3000');
const folder = await mkdtemp(join(tmpdir(), 'redress-bench-'));
const ended: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
try {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, logger: new MemoryLogger() });
  ended.unshift(() => postgres.stop());
  const broker = await startRabbitmq(folder, 'bench', { url: '', managementUrl: '' });
  ended.unshift(() => broker.stop());
  await migrateAll({ url: postgres.url, logger: new MemoryLogger(), sets: testMigrations });
  process.stdout.write(
    `${String(messages)} messages to ${String(consumers.length)} consumers each, ${String(writers)} writers, in one process\n`,
  );
  for (const transport of [
    { kind: 'embedded' },
    { kind: 'rabbitmq', url: broker.address.url },
  ] satisfies TransportConfig[]) {
    await measure(postgres.url, transport, messages);
  }
} finally {
  for (const end of ended) {
    await end();
  }
}

async function queryOnce(url: string, sql: string): Promise<{ rows: Counters[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query<Counters>(sql);
  } finally {
    await client.end();
  }
}
