import { runTaskList, type WorkerPool } from 'graphile-worker';
import pg from 'pg';
import { connectionUrl } from '#libs/database/connection-url.js';
import { roleOf } from '#libs/database/service-role.js';
import { TransientFailure } from '#libs/failure/failure.js';
import { factsOf } from '../../failure-facts.js';
import { MessageServer, type MessageServerParts } from '../message.server.js';
import { engineLogger } from './engine-logger.js';
import { freeStuckJobs } from './free-stuck-jobs.js';
import { queueSchema } from './message-queue.js';

/** One to listen, the others to fetch and to finish jobs in batches. */
const connections = 4;
const restartMs = 1_000;

/** Takes messages from the queue in the service's own PostgreSQL: one job is one message for this service. */
export class EmbeddedServer extends MessageServer {
  private readonly pool: pg.Pool;
  private workers: WorkerPool | null = null;
  private freeing: NodeJS.Timeout | null = null;
  private restart: NodeJS.Timeout | null = null;

  constructor(parts: MessageServerParts) {
    super(parts);
    const { databaseUrl, service } = this.settings;
    this.pool = new pg.Pool({
      connectionString: connectionUrl(relaxedCommits(databaseUrl), { role: roleOf(service), applicationName: `redress-${service}-queue` }),
      max: connections,
    });
    this.pool.on('error', (error) => {
      this.log.warn({ failure: factsOf(error) }, 'A connection of the message queue is lost');
    });
  }

  override assertConnected(): void {
    if (this.workers === null) {
      throw new TransientFailure('queue-stopped', 'The worker of the message queue has stopped');
    }
  }

  protected override async connect(): Promise<void> {
    await this.pool.query(`select from ${queueSchema}.migrations limit 1`);
    await this.work();
    this.freeing = setInterval(() => {
      this.freeStuck();
    }, this.settings.pollMs);
  }

  protected override async stopDeliveries(): Promise<void> {
    clearTimeout(this.restart ?? undefined);
    clearInterval(this.freeing ?? undefined);
    await this.workers?.gracefulShutdown();
    this.workers = null;
  }

  protected override async disconnect(): Promise<void> {
    await this.pool.end();
  }

  private async work(): Promise<void> {
    const { service, concurrency, pollMs } = this.settings;
    const workers = runTaskList(
      {
        schema: queueSchema,
        concurrency,
        noHandleSignals: true,
        logger: engineLogger(this.log),
        preset: {
          worker: { pollInterval: pollMs, localQueue: { size: concurrency * 4 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        },
      },
      { [service]: async (body, { job }) => this.take({ body, delivery: job.attempts > 1 ? 'repeated' : 'first' }) },
      this.pool,
    );
    this.workers = workers;
    workers.promise.then(
      () => {
        this.workAgain(workers);
      },
      (error: unknown) => {
        this.log.error({ failure: factsOf(error) }, 'The worker of the message queue failed');
        this.workAgain(workers);
      },
    );
    await this.parts.presence.showWorker(workers.id);
    this.freeStuck();
  }

  /** The engine ends its worker when it cannot put down a job's end, or the schema is migrated under it. */
  private workAgain(ended: WorkerPool): void {
    if (this.stopping || this.workers !== ended) {
      return;
    }
    this.workers = null;
    this.restart = setTimeout(() => {
      this.work().catch((error: unknown) => {
        this.log.error({ failure: factsOf(error) }, 'The worker of the message queue cannot be started again');
        this.workAgain(ended);
      });
    }, restartMs);
  }

  private freeStuck(): void {
    freeStuckJobs(this.pool, this.settings.service).then(
      (workers) => {
        if (workers > 0) {
          this.log.warn({ workers }, 'Messages that a dead worker held are free again');
          this.workers?.nudge(this.settings.concurrency);
        }
      },
      (error: unknown) => {
        this.log.warn({ failure: factsOf(error) }, 'The message queue cannot be looked through for dead workers');
      },
    );
  }
}

/**
 * Fetching and finishing jobs need not wait for the disk: what a crash of the server takes back is fetched again, and
 * the inbox knows what was done. The handler's own commit, on another connection, waits.
 */
function relaxedCommits(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get('options');
  url.searchParams.set('options', [given, '-c synchronous_commit=off'].filter((option) => option !== null).join(' '));
  return url.href;
}
