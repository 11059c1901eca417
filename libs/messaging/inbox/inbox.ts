import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Envelope } from '#libs/contracts/envelope.js';
import { Logger } from '#libs/observability/logger.js';
import { ScopedLogger } from '#libs/observability/scoped.logger.js';
import { readEnvelope } from '../envelope/read-envelope.js';
import { MessagingSettings } from '../messaging-settings.js';
import { neverTried } from './decide-retry.js';
import { HandlerRun } from './handler-run.js';
import { InboxStore, type DeadOnArrival } from './inbox.store.js';
import { RetrySweep } from './retry-sweep.js';

/** What a transport brought. */
export interface Incoming {
  /** The parsed JSON, or the text itself when it is none. */
  readonly body: unknown;
  /**
   * first         never delivered before, as far as the transport knows
   * repeated      delivered before and not acknowledged: the process may have died of it
   * undeliverable the transport gave it up
   */
  readonly delivery: 'first' | 'repeated' | 'undeliverable';
}

/**
 * The receiving side of a service. When `receive` returns, the message is safe here, whatever became of it, and the
 * transport may forget it; when it throws, nothing is recorded and the message must be received again.
 *
 * The common case costs one commit: a first delivery is noted as done in the handler's own transaction, and the
 * primary key makes a repetition collide. Only what was delivered before, or failed, is written down first and run
 * from the table (RetrySweep).
 */
@Injectable()
export class Inbox {
  private readonly store: InboxStore;
  private readonly logger: Logger;

  constructor(
    private readonly em: EntityManager,
    private readonly settings: MessagingSettings,
    private readonly handlerRun: HandlerRun,
    private readonly sweep: RetrySweep,
    logger: Logger,
  ) {
    this.store = new InboxStore(settings.schema, settings.service);
    this.logger = new ScopedLogger(logger, { component: 'inbox' });
  }

  async receive({ body, delivery }: Incoming): Promise<void> {
    const reading = readEnvelope(body, this.settings.service);
    if (reading.kind === 'unfit') {
      const { messageId, type, reason, issues } = reading;
      await this.bury({ messageId, type, body, reason, issues, lastError: null, attempts: 0, failures: 0 });
      return;
    }
    const { envelope } = reading;
    switch (delivery) {
      case 'first':
        await this.handle(envelope);
        break;
      case 'repeated':
        if (await this.store.keepForRetry(this.em.fork(), keep(envelope))) {
          this.sweep.wake();
        }
        break;
      case 'undeliverable':
        await this.bury({
          ...keep(envelope),
          reason: 'delivery-limit',
          issues: [],
          lastError: null,
          attempts: 0,
          failures: 0,
        });
        break;
      default:
        delivery satisfies never;
    }
  }

  private async handle(envelope: Envelope): Promise<void> {
    const { messageId, type } = envelope;
    const end = await this.handlerRun.run(envelope, neverTried, (em) => this.store.takeAsDone(em, messageId, type));
    switch (end.kind) {
      case 'done':
        this.settings.crashPoints.reach('inbox.committed');
        break;
      case 'not-ours':
        this.logger.debug({ messageId, type }, 'A message came again and was left alone');
        break;
      case 'unsettled':
        if (end.decision.kind === 'dead') {
          await this.bury({
            ...keep(envelope),
            reason: end.decision.reason,
            issues: [],
            lastError: end.lastError,
            attempts: 1,
            failures: end.decision.failures,
          });
        } else {
          const { delayMs, failures } = end.decision;
          await this.store.keepFailed(this.em.fork(), {
            ...keep(envelope),
            delayMs,
            failures,
            lastError: end.lastError,
          });
          this.sweep.wake();
        }
        break;
      default:
        end satisfies never;
    }
  }

  private async bury(message: DeadOnArrival): Promise<void> {
    if (await this.store.keepDead(this.em.fork(), message)) {
      const { messageId, type, reason, issues, lastError } = message;
      this.logger.error({ messageId, type, reason, issues, lastError }, `A message is a dead letter: ${reason}`);
    }
  }
}

function keep(envelope: Envelope): { messageId: Envelope['messageId']; type: string; body: unknown } {
  return { messageId: envelope.messageId, type: envelope.type, body: envelope };
}
