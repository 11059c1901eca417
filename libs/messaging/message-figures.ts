import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import { factsOf } from './failure-facts.js';
import { MessagingSettings } from './messaging-settings.js';

const everyMs = 15_000;

interface Waiting {
  readonly outbox: number;
  readonly oldestSeconds: number;
  readonly inbox: number;
  readonly dead: number;
}

/** Shows on `/metrics` how many messages wait, and where. */
@Injectable()
export class MessageFigures {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private readonly show: (waiting: Waiting) => void;

  constructor(
    private readonly em: EntityManager,
    private readonly settings: MessagingSettings,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    const waiting = metrics.gauge({
      name: 'redress_messages_waiting',
      help: 'Messages not yet sent (outbox), to be tried again (inbox), or given up (dead). Worry when dead is not 0.',
      labels: { where: ['outbox', 'inbox', 'dead'] },
    });
    const oldest = metrics.gauge({
      name: 'redress_outbox_oldest_seconds',
      help: 'Age of the oldest message not yet sent. Stays near 0 while the relay drains; worry when it only rises.',
      labels: {},
    });
    this.show = ({ outbox, inbox, dead, oldestSeconds }) => {
      waiting({ where: 'outbox' }, outbox);
      waiting({ where: 'inbox' }, inbox);
      waiting({ where: 'dead' }, dead);
      oldest({}, oldestSeconds);
    };
  }

  start(): void {
    this.timer ??= setInterval(() => {
      this.looking = this.look();
    }, everyMs);
    this.looking = this.look();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    const { schema } = this.settings;
    try {
      const [waiting] = await this.em.fork().execute<Waiting[]>(
        `select (select count(*)::int from ${schema}.outbox where published_at is null) as "outbox",
                (select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8
                   from ${schema}.outbox where published_at is null) as "oldestSeconds",
                (select count(*)::int from ${schema}.inbox where state = 'pending') as "inbox",
                (select count(*)::int from ${schema}.inbox where state = 'dead') as "dead"`,
      );
      if (waiting !== undefined) {
        this.show(waiting);
      }
    } catch (error) {
      this.logger.warn({ failure: factsOf(error) }, 'Waiting messages could not be counted');
    }
  }
}
