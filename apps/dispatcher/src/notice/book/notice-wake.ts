import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CommitWatch } from '#libs/messaging/outbox/commit-watch.js';

/** Wakes the sender when a transaction that took notices down has committed, and not before. */
@Injectable()
export class NoticeWake {
  readonly #commits: CommitWatch;
  #wake: () => void = () => undefined;

  constructor(em: EntityManager) {
    this.#commits = new CommitWatch(em, () => {
      this.#wake();
    });
  }

  /** Where the wake-up goes; the sender says so when it starts. */
  connect(wake: () => void): void {
    this.#wake = wake;
  }

  /** Throws a bug error outside a transaction: notices are taken down with what causes them, or not at all. */
  afterCommit(em: EntityManager): void {
    const transaction = em.getTransactionContext<object>();
    if (transaction === undefined) {
      throw new Error('Notices are taken down inside the transaction that causes them: use em.transactional()');
    }
    this.#commits.mark(transaction);
  }
}
