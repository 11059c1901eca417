import pg from 'pg';
import { connectionUrl } from '#libs/database/connection-url.js';
import { roleOf } from '#libs/database/service-role.js';
import { TransientFailure } from '#libs/failure/failure.js';
import { factsOf } from '../../failure-facts.js';
import { within } from '../../within.js';
import { MessageServer, type MessageServerParts } from '../message.server.js';
import { freeStuckJobs } from './free-stuck-jobs.js';
import { queueSchema } from './message-queue.js';
import { QueueWorker } from './queue-worker.js';

/** One to listen, the others to fetch and to finish jobs. */
const connections = 4;
const restartMs = 500;
const closeLimitMs = 2_000;

/** Takes messages from the queue in the service's own PostgreSQL: one job is one message for this service. */
export class EmbeddedServer extends MessageServer {
  private readonly pool: pg.Pool;
  private worker: QueueWorker | null = null;
  private freeing: NodeJS.Timeout | undefined;
  private restart: NodeJS.Timeout | undefined;

  constructor(parts: MessageServerParts) {
    super(parts);
    const { databaseUrl, service } = this.settings;
    this.pool = new pg.Pool({
      connectionString: connectionUrl(relaxedCommits(databaseUrl), {
        role: roleOf(service),
        applicationName: `redress-${service}-queue`,
      }),
      max: connections,
    });
    const onLoss = (error: Error): void => {
      this.log.warn({ failure: factsOf(error) }, 'A connection of the message queue is lost');
    };
    this.pool.on('error', onLoss);
    this.pool.on('connect', (client) => {
      client.on('error', onLoss); // a connection in use tells nobody else
    });
  }

  override assertConnected(): void {
    if (this.worker === null) {
      throw new TransientFailure('queue-stopped', 'The worker of the message queue has stopped');
    }
  }

  protected override async connect(): Promise<void> {
    await this.pool.query(`select from ${queueSchema}.migrations limit 1`);
    await this.work();
    this.freeing = setInterval(() => {
      void this.freeStuck();
    }, this.settings.pollMs);
  }

  protected override async stopDeliveries(): Promise<void> {
    clearTimeout(this.restart);
    clearInterval(this.freeing);
    await this.worker?.stop();
    this.worker = null;
  }

  protected override async disconnect(): Promise<void> {
    await within(closeLimitMs, this.pool.end());
  }

  private async work(): Promise<void> {
    const { service, concurrency, pollMs } = this.settings;
    const worker = new QueueWorker({
      pool: this.pool,
      service,
      concurrency,
      pollMs,
      logger: this.log,
      task: async (body, { job }) => this.take({ body, delivery: job.attempts > 1 ? 'repeated' : 'first' }),
      onTrouble: () => {
        this.log.warn({}, 'The worker of the message queue has stopped; another one is started');
        this.worker = null;
        this.workAgain();
      },
    });
    this.worker = worker;
    const listening = worker.listening();
    await this.parts.presence.showWorker(worker.id);
    await this.freeStuck();
    await within(pollMs, listening);
  }

  private workAgain(): void {
    clearTimeout(this.restart);
    if (this.stopping) {
      return;
    }
    this.restart = setTimeout(() => {
      this.work().catch((error: unknown) => {
        this.log.warn({ failure: factsOf(error) }, 'The worker of the message queue cannot be started again yet');
        this.workAgain();
      });
    }, restartMs);
  }

  private async freeStuck(): Promise<void> {
    try {
      const workers = await freeStuckJobs(this.pool, this.settings.service);
      if (workers > 0) {
        this.log.warn({ workers }, 'Messages that a dead worker held are free again');
        this.worker?.look();
      }
    } catch (error) {
      this.log.warn({ failure: factsOf(error) }, 'The message queue cannot be looked through for dead workers');
    }
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
