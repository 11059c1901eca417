import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Logger } from '#libs/observability/logger.js';
import { ScopedLogger } from '#libs/observability/scoped.logger.js';
import { factsOf } from '../failure-facts.js';
import { MessagingSettings } from '../messaging-settings.js';
import { Publisher } from '../transport/publisher.js';
import { WakeSignal } from '../wake-signal.js';
import { OutboxStore } from './outbox.store.js';

const batchSize = 100;
const firstBackOffMs = 250;
const longestBackOffMs = 15_000;

/**
 * Carries committed messages from the outbox to the transport: at once after a commit in this process, and by looking
 * every `pollMs` for what another process left behind. Several relays of one schema share the work.
 */
@Injectable()
export class Relay {
  /** Ends the rest when there is nothing to send. */
  private readonly work = new WakeSignal();
  /** Ends the rest after a failure: new commits do not, or an outage would be tried and told at every one. */
  private readonly again = new WakeSignal();
  private readonly store: OutboxStore;
  private readonly logger: Logger;
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(
    private readonly em: EntityManager,
    private readonly settings: MessagingSettings,
    private readonly publisher: Publisher,
    logger: Logger,
  ) {
    this.store = new OutboxStore(settings.schema);
    this.logger = new ScopedLogger(logger, { component: 'relay' });
    publisher.whenReady(() => {
      this.again.wake();
    });
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Something has been committed. */
  wake(): void {
    this.work.wake();
  }

  /** Sends what is there, then stops. What cannot be sent stays in the outbox for the next start. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.work.wake();
    this.again.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    let backOffMs = firstBackOffMs;
    for (;;) {
      const lastRound = this.stopping;
      const outcome = await this.attempt(backOffMs);
      if (lastRound && outcome !== 'more') {
        return;
      }
      switch (outcome) {
        case 'more':
          break;
        case 'empty':
          backOffMs = firstBackOffMs;
          await this.work.rest(this.settings.pollMs);
          break;
        case 'failed':
          await this.again.rest(backOffMs);
          backOffMs = Math.min(backOffMs * 2, longestBackOffMs);
          break;
        default:
          outcome satisfies never;
      }
    }
  }

  private async attempt(againInMs: number): Promise<'more' | 'empty' | 'failed'> {
    try {
      const { claimed, published } = await this.relayBatch();
      if (published < claimed) {
        this.logger.warn(
          { claimed, published, againInMs },
          'The transport did not take every message; the rest is sent again',
        );
        return 'failed';
      }
      return claimed === batchSize ? 'more' : 'empty';
    } catch (error) {
      this.logger.warn(
        { failure: factsOf(error), againInMs },
        'Messages wait in the outbox: they could not be handed over',
      );
      return 'failed';
    }
  }

  private async relayBatch(): Promise<{ claimed: number; published: number }> {
    return this.em.fork().transactional(async (em) => {
      const rows = await this.store.claim(em, batchSize);
      if (rows.length === 0) {
        return { claimed: 0, published: 0 };
      }
      const published = await this.publisher.publish(em, rows);
      this.settings.crashPoints.reach('relay.handed-over');
      if (published.length > 0) {
        await this.store.markPublished(em, published);
      }
      return { claimed: rows.length, published: published.length };
    });
  }
}
