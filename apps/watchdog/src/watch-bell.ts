import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CommitWatch } from '#libs/messaging/outbox/commit-watch.js';

/** Wakes the loops once a transaction that changed what they look at has committed. */
@Injectable()
export class WatchBell {
  private readonly commits: CommitWatch;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly em: EntityManager) {
    this.commits = new CommitWatch(em, () => {
      for (const listener of this.listeners) {
        listener();
      }
    });
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Inside the transaction that changes something. */
  ring(): void {
    const transaction = this.em.getTransactionContext<object>();
    if (transaction !== undefined) {
      this.commits.mark(transaction);
    }
  }
}
