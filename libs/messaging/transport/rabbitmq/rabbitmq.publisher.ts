import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConfirmChannel } from 'amqplib';
import { TransientFailure } from '#libs/failure/failure.js';
import type { Logger } from '#libs/observability/logger.js';
import { ScopedLogger } from '#libs/observability/scoped.logger.js';
import type { MessagingSettings } from '../../messaging-settings.js';
import type { OutboxRow } from '../../outbox/outbox.store.js';
import { Publisher } from '../publisher.js';
import { BrokerLink } from './broker-link.js';
import { assertTopology, messageExchange } from './topology.js';

/** Longest wait for the confirms of one batch. */
const confirmLimitMs = 10_000;

/** Publishes with confirms: a message counts as sent when a quorum of the broker has it in every queue it is for. */
export class RabbitmqPublisher extends Publisher {
  private readonly link: BrokerLink;
  /** Messages that no queue took, by id; told before their confirm. */
  private readonly returned = new Set<string>();

  constructor({ service }: MessagingSettings, url: string, logger: Logger) {
    super();
    this.link = new BrokerLink({
      url,
      name: `redress-${service} publisher`,
      logger: new ScopedLogger(logger, { component: 'publisher' }),
      setup: async (channel) => {
        channel.on('return', ({ properties }) => {
          this.returned.add(String(properties.messageId));
        });
        await assertTopology(channel);
      },
      onReady: () => {
        this.ready();
      },
    });
  }

  override async open(): Promise<void> {
    await this.link.open();
  }

  override async close(): Promise<void> {
    await this.link.close();
  }

  override async publish(_em: EntityManager, rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    const { channel } = this.link;
    if (channel === null) {
      throw new TransientFailure('broker-unreachable', 'The message broker is not connected');
    }
    const confirms = await Promise.all(rows.map((row) => this.publishOne(channel, row)));
    return rows.filter((_, index) => confirms[index] === true);
  }

  private async publishOne(channel: ConfirmChannel, { messageId, type, envelope }: OutboxRow): Promise<boolean> {
    return new Promise((resolve) => {
      const limit = setTimeout(() => {
        resolve(false);
      }, confirmLimitMs);
      const settle = (taken: boolean): void => {
        clearTimeout(limit);
        resolve(taken && !this.returned.delete(messageId));
      };
      try {
        channel.publish(
          messageExchange,
          type,
          Buffer.from(envelope),
          { persistent: true, mandatory: true, contentType: 'application/json', messageId, type },
          (error: unknown) => {
            settle(error === null || error === undefined);
          },
        );
      } catch {
        settle(false); // the channel closed between two messages
      }
    });
  }
}
