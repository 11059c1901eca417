import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf, MessageType } from '#libs/contracts/catalogue.js';
import { Identities, MessageId } from '#libs/contracts/identity.js';
import { writeEnvelope } from '../envelope/write-envelope.js';
import { currentChain } from '../message-context.js';
import { MessagingSettings } from '../messaging-settings.js';
import { CommitWatch } from './commit-watch.js';
import { Relay } from './relay.js';

/** Where a service says what has happened: in the transaction that makes it happen. */
@Injectable()
export class Outbox {
  private readonly commits: CommitWatch;

  constructor(
    private readonly em: EntityManager,
    private readonly settings: MessagingSettings,
    private readonly clock: BusinessClock,
    private readonly identities: Identities,
    relay: Relay,
  ) {
    this.commits = new CommitWatch(em, () => {
      relay.wake();
    });
  }

  /**
   * Writes a message in the transaction under way; it is sent after the commit, and never without it. It carries the
   * business time of now, and correlation and causation of the message being handled or of `withCorrelation`.
   *
   * Throws a bug error when there is no transaction or no chain, when this service is not the catalogued producer, or
   * when the data does not fit the schema.
   */
  async add<T extends MessageType>(type: T, data: DataOf<T>): Promise<MessageId> {
    const transaction = this.em.getTransactionContext<object>();
    if (transaction === undefined) {
      throw new Error(
        `Outbox.add('${type}') needs the transaction that changes state: call it inside em.transactional(…) or a message handler`,
      );
    }
    const chain = currentChain();
    if (chain === null) {
      throw new Error(
        `Outbox.add('${type}') does not know where the chain began: wrap the work in withCorrelation(id, …)`,
      );
    }
    const { schema, service: producer } = this.settings;
    const messageId = MessageId.parse(this.identities.next());
    const envelope = writeEnvelope({ type, data, messageId, producer, occurredAt: this.clock.now(), chain });
    await this.em.execute(`insert into ${schema}.outbox (message_id, type, envelope) values (?, ?, ?)`, [
      messageId,
      type,
      JSON.stringify(envelope),
    ]);
    this.commits.mark(transaction);
    return messageId;
  }
}
