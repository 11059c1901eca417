import type { MessageId } from '#libs/contracts/identity.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import type { DeadReason, Issue } from '../envelope/dead-reason.js';

/** A message that nobody will try again unless a person calls it back. Ids and codes only. */
export interface DeadLetter {
  readonly messageId: MessageId;
  readonly consumer: Service;
  readonly type: string;
  readonly reason: DeadReason;
  /** Where the data misses its schema; empty for other reasons. */
  readonly issues: readonly Issue[];
  /** What the last attempt failed of. */
  readonly lastError: string | null;
  readonly started: number;
  readonly finished: number;
  readonly failures: number;
  readonly receivedAt: Date;
  readonly diedAt: Date;
  /** The whole envelope, or whatever came instead of one. */
  readonly envelope: unknown;
}
