import type { EntityManager } from '@mikro-orm/postgresql';
import type { OutboxRow } from '../outbox/outbox.store.js';

/** The sending side of a transport. */
export abstract class Publisher {
  /**
   * Hands messages over and returns those that the transport has safely. Throws when it took none of them; what is
   * not returned is sent again later.
   *
   * @param em in the transaction in which the messages are marked as published
   */
  abstract publish(em: EntityManager, rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]>;

  protected ready: () => void = () => undefined;

  /** Calls back whenever the transport can be used again after it could not. */
  whenReady(listener: () => void): void {
    this.ready = listener;
  }

  /** Makes ready; throws when it cannot be used. */
  abstract open(): Promise<void>;

  abstract close(): Promise<void>;
}
