import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Logger } from '#libs/observability/logger.js';
import { ScopedLogger } from '#libs/observability/scoped.logger.js';
import { readEnvelope } from '../envelope/read-envelope.js';
import { factsOf } from '../failure-facts.js';
import { keepTrying } from '../keep-trying.js';
import { MessagingSettings } from '../messaging-settings.js';
import { WakeSignal } from '../wake-signal.js';
import { isPoison, type Counters, type RetryDecision } from './decide-retry.js';
import { HandlerRun } from './handler-run.js';
import { RetryStore, type ClaimedMessage } from './retry.store.js';
import type { Issue } from '../envelope/dead-reason.js';

/** Runs kept messages when they are due: claims (one commit, counts the start), then handler and note in another. */
@Injectable()
export class RetrySweep {
  private readonly signal = new WakeSignal();
  private readonly store: RetryStore;
  private readonly logger: Logger;
  private readonly active = new Set<Promise<void>>();
  private suspects: 0 | 1 = 0;
  private readonly stopped = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    private readonly em: EntityManager,
    private readonly settings: MessagingSettings,
    private readonly handlerRun: HandlerRun,
    logger: Logger,
  ) {
    this.store = new RetryStore(settings.schema, settings.service);
    this.logger = new ScopedLogger(logger, { component: 'retry-sweep' });
  }

  start(): void {
    this.running ??= this.run();
  }

  /** A message has been kept, or a dead one called back. */
  wake(): void {
    this.signal.wake();
  }

  /** Claims nothing more; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.stopped.abort();
    this.signal.wake();
    await this.running;
    await Promise.all(this.active);
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      let restMs = this.settings.pollMs;
      try {
        restMs = await this.startDue();
      } catch (error) {
        this.logger.warn({ failure: factsOf(error) }, 'The inbox cannot be read; retries wait');
      }
      if (restMs > 0) {
        await this.signal.rest(restMs);
      }
    }
  }

  /** Starts what is due and fits; returns how long to rest then. The end of any run wakes it again. */
  private async startDue(): Promise<number> {
    const { retry, pollMs } = this.settings;
    const free = Math.max(1, Math.floor(this.settings.concurrency / 2)) - this.active.size;
    if (free === 0) {
      return pollMs;
    }
    const em = this.em.fork();
    const dueMs = await this.store.nextDueMs(em);
    if (dueMs === null || dueMs > 0) {
      return Math.min(Math.ceil(dueMs ?? pollMs), pollMs);
    }
    const claimed = await this.store.claimDue(em, {
      limit: free,
      suspects: this.suspects === 0 ? 1 : 0,
      leaseMs: retry.leaseMs,
    });
    for (const message of claimed) {
      this.begin(message);
    }
    // None although one is due: a handler's transaction holds it; its end wakes us, or the poll looks again.
    return claimed.length === 0 ? Math.min(retry.leaseMs, pollMs) : 0;
  }

  private begin(message: ClaimedMessage): void {
    const suspect = message.started - 1 > message.finished;
    if (suspect) {
      this.suspects = 1;
    }
    const run = this.runOne(message)
      .catch((error: unknown) => {
        this.logger.warn(
          {
            messageId: message.messageId,
            failure: factsOf(error),
          },
          'A retry could not be put down; it is due again when its lease ends',
        );
      })
      .finally(() => {
        this.active.delete(run);
        if (suspect) {
          this.suspects = 0;
        }
        this.signal.wake();
      });
    this.active.add(run);
  }

  private async runOne(message: ClaimedMessage): Promise<void> {
    const before: Counters = { ...message, started: message.started - 1 };
    if (isPoison(before, this.settings.retry)) {
      return this.putDown(message, { kind: 'dead', reason: 'crashed', failures: 0 }, null);
    }
    const reading = readEnvelope(message.body, this.settings.service);
    if (reading.kind === 'unfit') {
      return this.putDown(message, { kind: 'dead', reason: reading.reason, failures: 0 }, null, reading.issues);
    }
    const end = await this.handlerRun.run(reading.envelope, before, (em) => this.store.finishDone(em, message));
    if (end.kind === 'unsettled') {
      await this.putDown(message, end.decision, end.lastError);
    }
  }

  private async putDown(
    message: ClaimedMessage,
    decision: RetryDecision,
    lastError: string | null,
    issues: readonly Issue[] = [],
  ): Promise<void> {
    const { messageId, type } = message;
    await keepTrying(
      async () => {
        const em = this.em.fork();
        switch (decision.kind) {
          case 'retry':
            await this.store.finishFailed(em, message, { ...decision, lastError });
            break;
          case 'dead':
            if (await this.store.finishDead(em, message, { ...decision, issues, lastError })) {
              this.logger.error(
                { messageId, type, reason: decision.reason, issues, lastError },
                `A message is a dead letter: ${decision.reason}`,
              );
            }
            break;
          default:
            decision satisfies never;
        }
      },
      {
        until: this.stopped.signal,
        onFailure: (error, againInMs) => {
          this.logger.warn(
            { messageId, failure: factsOf(error), againInMs },
            'The end of a retry cannot be put down yet',
          );
        },
      },
    );
  }
}
