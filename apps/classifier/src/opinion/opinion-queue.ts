import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { CommitWatch } from '#libs/messaging/outbox/commit-watch.js';

/** A complaint whose local answer waits for a second opinion. */
export interface OpinionRequest {
  readonly complaint: DataOf<'complaint.received'>;
  /** How often somebody took it up; more than once: a process ended in the middle. */
  readonly tries: number;
  /** Since it was put here, in ms of the machine's time. */
  readonly waitedMs: number;
}

/** Complaints that wait for a second opinion: written with the handling of their message, taken up outside of it. */
@Injectable()
export class OpinionQueue {
  readonly #commits: CommitWatch;
  #wake: () => void = () => undefined;

  constructor(private readonly em: EntityManager) {
    this.#commits = new CommitWatch(em, () => {
      this.#wake();
    });
  }

  /** Where the wake-up goes; the timer says so when it starts. */
  connect(wake: () => void): void {
    this.#wake = wake;
  }

  /** In the transaction under way. */
  async add(complaint: DataOf<'complaint.received'>): Promise<void> {
    await this.em.execute(
      `insert into classification.opinion_request (delivery_id, received) values (?, ?::jsonb)
       on conflict (delivery_id) do nothing`,
      [complaint.deliveryId, JSON.stringify(complaint)],
    );
    const transaction = this.em.getTransactionContext<object>();
    if (transaction !== undefined) {
      this.#commits.mark(transaction);
    }
  }

  /** Takes up some that nobody else has in hand. Must be called in a transaction of its own. */
  async claim(most: number, leaseMs: number): Promise<OpinionRequest[]> {
    const rows = await this.em.execute<{ received: DataOf<'complaint.received'>; tries: number; waited_ms: number }[]>(
      `update classification.opinion_request r
          set tries = r.tries + 1, lease_until = clock_timestamp() + ? * interval '1 millisecond'
        where r.delivery_id in (
          select delivery_id from classification.opinion_request
           where lease_until is null or lease_until < clock_timestamp()
           order by asked_at limit ? for update skip locked)
       returning received, tries, (extract(epoch from clock_timestamp() - asked_at) * 1000)::float8 as waited_ms`,
      [leaseMs, most],
    );
    return rows.map(({ received, tries, waited_ms: waitedMs }) => ({ complaint: received, tries, waitedMs }));
  }

  /** Ends the wait, in the transaction that says the answer; false where somebody else has. */
  async take(deliveryId: string): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      'delete from classification.opinion_request where delivery_id = ? returning delivery_id',
      [deliveryId],
    );
    return rows.length > 0;
  }
}
