import { setTimeout as rest } from 'node:timers/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Logger } from '#libs/observability/logger.js';
import { ScopedLogger } from '#libs/observability/scoped.logger.js';
import { factsOf } from './failure-facts.js';
import { RetryStore } from './inbox/retry.store.js';
import { MessagingSettings } from './messaging-settings.js';
import { OutboxStore } from './outbox/outbox.store.js';

const everyMs = 60 * 60_000;
const chunk = 1_000;

/** Deletes, once an hour and in small bites, what was published or done so long ago that nobody asks for it. */
@Injectable()
export class Housekeeping {
  private readonly stopped = new AbortController();
  private readonly logger: Logger;
  private running: Promise<void> | null = null;

  constructor(
    private readonly em: EntityManager,
    private readonly settings: MessagingSettings,
    logger: Logger,
  ) {
    this.logger = new ScopedLogger(logger, { component: 'housekeeping' });
  }

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        await this.purge();
      } catch (error) {
        this.logger.warn({ failure: factsOf(error) }, 'Old messages could not be deleted; the next round will');
      }
      await rest(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async purge(): Promise<void> {
    const { schema, service } = this.settings;
    for (const store of [new OutboxStore(schema), new RetryStore(schema, service)]) {
      let deleted = chunk;
      while (!this.stopped.signal.aborted && deleted === chunk) {
        deleted = await store.purge(this.em.fork(), chunk);
      }
    }
  }
}
