import { AsyncLocalStorage } from 'node:async_hooks';
import type { MessageId } from '#libs/contracts/identity.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import { withLogContext } from '#libs/observability/log-context.js';

/** What a handler may know of the message beside its data: `@Ctx() context: MessageContext`. */
export interface MessageContext {
  readonly messageId: MessageId;
  readonly type: string;
  /** The delivery or timer that set the chain going. */
  readonly correlationId: string;
  readonly causationId: MessageId | null;
  /** Business time of the fact. */
  readonly occurredAt: Date;
  readonly producer: Service;
  /** 1 at the first try. */
  readonly attempt: number;
}

/** What messages written here will say of where they come from. */
export interface Chain {
  readonly correlationId: string;
  /** The message being handled; null at the start of a chain. */
  readonly causationId: MessageId | null;
}

const storage = new AsyncLocalStorage<Chain>();

/** The chain in force here; null outside of handlers and `withCorrelation`. */
export function currentChain(): Chain | null {
  return storage.getStore() ?? null;
}

/**
 * Starts a chain: everything that `work` writes to the outbox carries this correlation id, and so does every log line.
 * For what comes from outside or from a timer; inside a handler the chain is there already.
 */
export function withCorrelation<Result>(correlationId: string, work: () => Result): Result {
  return storage.run({ correlationId, causationId: null }, () => withLogContext({ correlationId }, work));
}

/** Runs a handler: what it writes to the outbox answers this message. */
export function whileHandling<Result>(context: MessageContext, work: () => Result): Result {
  const { correlationId, messageId, type } = context;
  return storage.run({ correlationId, causationId: messageId }, () =>
    withLogContext({ correlationId, messageId, messageType: type }, work),
  );
}
