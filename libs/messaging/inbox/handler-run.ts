import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Envelope } from '#libs/contracts/envelope.js';
import { Logger } from '#libs/observability/logger.js';
import { ScopedLogger } from '#libs/observability/scoped.logger.js';
import { describeFacts, factsOf, type FailureFacts } from '../failure-facts.js';
import { MessagingSettings } from '../messaging-settings.js';
import type { DeadLetter, RetryLater } from '../settlement.js';
import { decideAfterDeferral, decideAfterFailure, type Counters, type RetryDecision } from './decide-retry.js';
import { HandlerCaller } from './handler-caller.js';

/**
 * done       committed: the handler's work and the note that the message is done
 * not-ours   another process has it or had it; nothing was done here
 * unsettled  rolled back; to be put down as the decision says
 */
export type RunEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'unsettled'; readonly decision: RetryDecision; readonly lastError: string | null };

/** One attempt at a message: handler and note in one transaction, and a decision when it does not commit. */
@Injectable()
export class HandlerRun {
  private readonly logger: Logger;

  constructor(
    private readonly em: EntityManager,
    private readonly settings: MessagingSettings,
    private readonly caller: HandlerCaller,
    logger: Logger,
  ) {
    this.logger = new ScopedLogger(logger, { component: 'inbox' });
  }

  /** @param take notes the message as done in the transaction given; false when it is somebody else's */
  async run(envelope: Envelope, before: Counters, take: (em: EntityManager) => Promise<boolean>): Promise<RunEnd> {
    const attempt = before.started + 1;
    try {
      return await this.em.fork().transactional(async (em) => {
        if (!(await take(em))) {
          return { kind: 'not-ours' };
        }
        const settlement = await this.caller.call(envelope, attempt);
        if (settlement.kind !== 'done') {
          throw new RolledBack(settlement);
        }
        this.settings.crashPoints.reach('inbox.handled');
        return { kind: 'done' };
      });
    } catch (error) {
      return error instanceof RolledBack
        ? this.afterSettlement(before, error.settlement)
        : this.afterFailure(envelope, before, factsOf(error));
    }
  }

  private afterSettlement(before: Counters, settlement: RetryLater | DeadLetter): RunEnd {
    switch (settlement.kind) {
      case 'retry': {
        const decision = decideAfterDeferral(before, settlement.delayMs, this.settings.retry);
        return { kind: 'unsettled', decision, lastError: null };
      }
      case 'dead-letter':
        return {
          kind: 'unsettled',
          decision: { kind: 'dead', reason: 'rejected', failures: 0 },
          lastError: settlement.reason,
        };
      default:
        return settlement satisfies never;
    }
  }

  private afterFailure({ messageId, type }: Envelope, before: Counters, failure: FailureFacts): RunEnd {
    const decision = decideAfterFailure(before, failure.family, this.settings.retry);
    if (decision.kind === 'retry') {
      const fields = { messageId, type, attempt: before.started + 1, againInMs: decision.delayMs, failure };
      if (failure.family === 'bug') {
        this.logger.error(fields, `Handling ${type} failed by a fault in the program; it is tried again`);
      } else {
        this.logger.warn(fields, `Handling ${type} failed; it is tried again`);
      }
    }
    return { kind: 'unsettled', decision, lastError: describeFacts(failure) };
  }
}

/** Leaves the transaction without a commit, for a reason that is no failure. */
class RolledBack extends Error {
  constructor(readonly settlement: RetryLater | DeadLetter) {
    super('rolled back');
  }
}
