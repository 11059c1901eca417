import type { EntityManager } from '@mikro-orm/postgresql';
import type { MessageId } from '#libs/contracts/identity.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import type { DeadReason, Issue } from '../envelope/dead-reason.js';

/** A message as the inbox keeps it while it is not done. */
export interface KeptMessage {
  readonly messageId: MessageId;
  readonly type: string;
  /** The whole envelope, or whatever came instead of one. */
  readonly body: unknown;
}

export interface FailedFirstTry extends KeptMessage {
  readonly delayMs: number;
  /** 1 when this counts on the ladder, 0 when the handler asked for `retry`. */
  readonly failures: 0 | 1;
  readonly lastError: string | null;
}

export interface DeadOnArrival extends KeptMessage {
  readonly reason: DeadReason;
  readonly issues: readonly Issue[];
  readonly lastError: string | null;
  /** Times that its handler was run. */
  readonly attempts: 0 | 1;
  readonly failures: 0 | 1;
}

/**
 * The table `inbox` of one schema, as its first delivery sees it. Every write is one insert that does nothing when the
 * row is there: the primary key (message_id, consumer) decides who is first, and returns whether it was us.
 */
export class InboxStore {
  constructor(
    private readonly schema: string,
    private readonly consumer: Service,
  ) {}

  /** In the handler's transaction: the message is done if this commits. */
  async takeAsDone(em: EntityManager, messageId: MessageId, type: string): Promise<boolean> {
    return this.insert(
      em,
      'message_id, consumer, type, state, started, finished, settled_at',
      `?, ?, ?, 'done', 1, 1, clock_timestamp()`,
      [messageId, this.consumer, type],
    );
  }

  /**
   * Keeps a message that was delivered before and may have killed the process then: that start is counted as one
   * without an end. It is due at once.
   */
  async keepForRetry(em: EntityManager, { messageId, type, body }: KeptMessage): Promise<boolean> {
    return this.insert(
      em,
      'message_id, consumer, type, state, started, envelope, next_attempt_at',
      `?, ?, ?, 'pending', 1, ?, clock_timestamp()`,
      [messageId, this.consumer, type, jsonText(body)],
    );
  }

  /** After the first try was rolled back. */
  async keepFailed(
    em: EntityManager,
    { messageId, type, body, delayMs, failures, lastError }: FailedFirstTry,
  ): Promise<boolean> {
    return this.insert(
      em,
      'message_id, consumer, type, state, started, finished, failures, envelope, last_error, next_attempt_at',
      `?, ?, ?, 'pending', 1, 1, ?, ?, ?, clock_timestamp() + make_interval(secs => ?)`,
      [messageId, this.consumer, type, failures, jsonText(body), lastError, delayMs / 1_000],
    );
  }

  async keepDead(
    em: EntityManager,
    { messageId, type, body, reason, issues, lastError, attempts, failures }: DeadOnArrival,
  ): Promise<boolean> {
    return this.insert(
      em,
      'message_id, consumer, type, state, started, finished, failures, envelope, reason, issues, last_error, settled_at',
      `?, ?, ?, 'dead', ?, ?, ?, ?, ?, ?, ?, clock_timestamp()`,
      [
        messageId,
        this.consumer,
        type,
        attempts,
        attempts,
        failures,
        jsonText(body),
        reason,
        JSON.stringify(issues),
        lastError,
      ],
    );
  }

  private async insert(
    em: EntityManager,
    columns: string,
    values: string,
    parameters: readonly unknown[],
  ): Promise<boolean> {
    const { affectedRows } = await em.execute<{ affectedRows: number }>(
      `insert into ${this.schema}.inbox (${columns}) values (${values}) on conflict do nothing`,
      [...parameters],
      'run',
    );
    return affectedRows === 1;
  }
}

/** Longest text kept of something that is no message. */
const longestTextKept = 65_536;

function jsonText(body: unknown): string {
  return JSON.stringify(typeof body === 'string' ? body.slice(0, longestTextKept) : (body ?? null));
}
