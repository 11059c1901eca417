import { EventEmitter } from 'node:events';
import { runTaskList, type Task, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import type pg from 'pg';
import type { Service } from '#libs/contracts/vocabulary.js';
import type { Logger } from '#libs/observability/logger.js';
import { within } from '../../within.js';
import { engineLogger } from './engine-logger.js';
import { queueSchema } from './message-queue.js';

export interface QueueWorkerOptions {
  readonly pool: pg.Pool;
  /** Takes the jobs of this service. */
  readonly service: Service;
  readonly task: Task;
  readonly concurrency: number;
  readonly pollMs: number;
  readonly logger: Logger;
  /** The worker is of no more use: start another one. Called once at most. */
  readonly onTrouble: () => void;
}

/** Longest wait for handlers when the service stops. */
const stopLimitMs = 9_000;
const settleMs = 200;

/**
 * One life of the engine's worker. The engine does not survive a lost connection: an answer to its fetch may be lost
 * with jobs locked in its name, and when it cannot put down a job's end it stops and may never finish stopping. So any
 * trouble ends this life, and another worker with another name begins.
 */
export class QueueWorker {
  private readonly events: WorkerEvents = new EventEmitter();
  private readonly workers: WorkerPool;
  private ended = false;

  constructor(private readonly options: QueueWorkerOptions) {
    const { pool, service, task, concurrency, pollMs, logger } = options;
    for (const sign of [
      'pool:fatalError',
      'pool:gracefulShutdown',
      'worker:getJob:error',
      'worker:fatalError',
    ] as const) {
      this.events.on(sign, () => {
        this.giveUp();
      });
    }
    this.workers = runTaskList(
      {
        schema: queueSchema,
        concurrency,
        noHandleSignals: true,
        events: this.events,
        logger: engineLogger(logger),
        // Ends are put down in batches; unbatched, the engine drops the promise and its failure is nobody's.
        preset: { worker: { pollInterval: pollMs, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      },
      { [service]: task },
      pool,
    );
    this.workers.promise.catch(() => undefined);
  }

  /** Name that its jobs are locked with. */
  get id(): string {
    return this.workers.id;
  }

  /**
   * Resolves when new jobs are heard of. What was added between the engine's first look and its LISTEN would wait for
   * the next poll, so every LISTEN, also after a reconnection, is followed by a look.
   */
  async listening(): Promise<void> {
    return new Promise((resolve) => {
      this.events.on('pool:listen:success', ({ client }) => {
        // In the next turn the engine has sent its LISTEN on this connection; this waits for the answer to it.
        setImmediate(() => {
          client.query('select').then(
            () => {
              resolve();
              this.look();
            },
            () => undefined,
          );
        });
      });
    });
  }

  /** Jobs have become free. */
  look(): void {
    if (!this.ended) {
      this.workers.nudge(this.options.concurrency);
    }
  }

  /** Fetches nothing more and waits for the handlers under way. */
  async stop(): Promise<void> {
    this.ended = true;
    const inTime = await within(stopLimitMs, Promise.resolve(this.workers.gracefulShutdown()));
    if (!inTime) {
      throw new Error(`Handlers or their ends took longer than ${String(stopLimitMs)} ms`);
    }
  }

  private giveUp(): void {
    if (this.ended) {
      return;
    }
    this.ended = true;
    // A little later: stopped in the middle of a failed fetch, it would print that to the console.
    setTimeout(() => {
      Promise.resolve(this.workers.gracefulShutdown()).catch(() => undefined);
    }, settleMs).unref();
    this.options.onTrouble();
  }
}
