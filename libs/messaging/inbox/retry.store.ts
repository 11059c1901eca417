import type { EntityManager } from '@mikro-orm/postgresql';
import type { Service } from '#libs/contracts/vocabulary.js';
import type { DeadReason, Issue } from '../envelope/dead-reason.js';
import type { KeptMessage } from './inbox.store.js';

/** A message whose turn has come again, counted and leased to us. */
export interface ClaimedMessage extends KeptMessage {
  /** Starts so far, this one included. Also the token of this claim: who has another count has lost it. */
  readonly started: number;
  /** Starts that came to an end, well or not. Fewer than were started before: the process died. */
  readonly finished: number;
  /** Ends that were failures. */
  readonly failures: number;
}

/** How a kept message ends for good. */
export interface Death {
  readonly reason: DeadReason;
  readonly failures: 0 | 1;
  readonly issues: readonly Issue[];
  readonly lastError: string | null;
}

type Claim = Pick<ClaimedMessage, 'messageId' | 'started'>;

const keptDays = 30;

/** The table `inbox` of one schema, as the retries see it. */
export class RetryStore {
  constructor(
    private readonly schema: string,
    private readonly consumer: Service,
  ) {}

  /**
   * Counts a start for due messages, committed before the handler runs: that is what tells a crash from a failure. A row
   * that a handler's transaction holds is passed over, however long it runs.
   *
   * @param limit most messages without a crash behind them
   * @param suspects most messages that were begun and not ended: one of them may kill the process, and all that run
   *   beside it are counted with it, so they are tried one by one, the least suspicious first
   */
  async claimDue(
    em: EntityManager,
    { limit, suspects, leaseMs }: { limit: number; suspects: 0 | 1; leaseMs: number },
  ): Promise<ClaimedMessage[]> {
    const due = `select message_id, consumer from ${this.schema}.inbox
                  where state = 'pending' and consumer = ? and next_attempt_at <= clock_timestamp()
                    and (leased_until is null or leased_until <= clock_timestamp())`;
    return em.execute<ClaimedMessage[]>(
      `with sound as (${due} and started = finished order by next_attempt_at limit ? for update skip locked),
            suspect as (${due} and started > finished order by started - finished, next_attempt_at limit ? for update skip locked)
       update ${this.schema}.inbox i
          set started = i.started + 1, leased_until = clock_timestamp() + make_interval(secs => ?)
        where (i.message_id, i.consumer) in (select * from sound union all select * from suspect)
       returning i.message_id as "messageId", i.type as "type", i.envelope as "body",
                 i.started as "started", i.finished as "finished", i.failures as "failures"`,
      [this.consumer, limit, this.consumer, suspects, leaseMs / 1_000],
    );
  }

  /** Milliseconds until a message is due, 0 or less when one is; null when none waits. */
  async nextDueMs(em: EntityManager): Promise<number | null> {
    const [row] = await em.execute<{ ms: number | null }[]>(
      `select (extract(epoch from min(greatest(next_attempt_at, leased_until)) - clock_timestamp()) * 1000)::float8 as "ms"
         from ${this.schema}.inbox where state = 'pending' and consumer = ?`,
      [this.consumer],
    );
    return row?.ms ?? null;
  }

  /** First statement of the handler's transaction: holds the row, and the message is done if this commits. */
  async finishDone(em: EntityManager, claim: Claim): Promise<boolean> {
    return this.settle(
      em,
      claim,
      `state = 'done', envelope = null, last_error = null, next_attempt_at = null, settled_at = clock_timestamp()`,
      [],
    );
  }

  async finishFailed(
    em: EntityManager,
    claim: Claim,
    { delayMs, failures, lastError }: { delayMs: number; failures: 0 | 1; lastError: string | null },
  ): Promise<boolean> {
    return this.settle(
      em,
      claim,
      `failures = failures + ?, last_error = ?, next_attempt_at = clock_timestamp() + make_interval(secs => ?)`,
      [failures, lastError, delayMs / 1_000],
    );
  }

  async finishDead(em: EntityManager, claim: Claim, { reason, failures, issues, lastError }: Death): Promise<boolean> {
    return this.settle(
      em,
      claim,
      `state = 'dead', failures = failures + ?, reason = ?, issues = ?, last_error = coalesce(?, last_error), next_attempt_at = null, settled_at = clock_timestamp()`,
      [failures, reason, JSON.stringify(issues), lastError],
    );
  }

  /** Deletes up to `limit` of what was done long ago; a repetition later than that would be handled again. */
  async purge(em: EntityManager, limit: number): Promise<number> {
    const { affectedRows } = await em.execute<{ affectedRows: number }>(
      `delete from ${this.schema}.inbox
        where (message_id, consumer) in (
                select message_id, consumer from ${this.schema}.inbox
                 where state = 'done' and received_at < clock_timestamp() - make_interval(days => ?) limit ?)`,
      [keptDays, limit],
      'run',
    );
    return affectedRows;
  }

  private async settle(
    em: EntityManager,
    { messageId, started }: Claim,
    set: string,
    parameters: readonly unknown[],
  ): Promise<boolean> {
    const { affectedRows } = await em.execute<{ affectedRows: number }>(
      `update ${this.schema}.inbox set finished = finished + 1, leased_until = null, ${set}
        where message_id = ? and consumer = ? and state = 'pending' and started = ?`,
      [...parameters, messageId, this.consumer, started],
      'run',
    );
    return affectedRows === 1;
  }
}
