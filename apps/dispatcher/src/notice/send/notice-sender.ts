import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { BusinessClock } from '#libs/clock/business-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import type { CrashPoints } from '#libs/failure/crash-point.js';
import { RejectedFailure } from '#libs/failure/failure.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import type { Logger } from '#libs/observability/logger.js';
import type { Vault } from '#libs/vault/vault.js';
import type { NoticeWake } from '../book/notice-wake.js';
import { SealedNotice } from '../sealed-notice.schema.js';
import type { DeliveryAttempt } from '../transport/delivery-attempt.js';
import type { MailTransport } from '../transport/mail.transport.js';
import type { SmsTransport } from '../transport/sms.transport.js';
import { claimNotices, nextDue } from './claim-notices.js';
import type { ClaimedNotice } from './claimed-notice.js';
import type { NoticeOutcomes } from './notice-outcomes.port.js';
import type { NoticePoint } from './notice-points.js';
import { markAccepted, markDoubtful, markFailed, markTold, markWaiting } from './record-outcome.js';
import { claimAccepted, claimDoubtful, recoverNotices } from './recover-notices.js';
import { afterAttempt, afterInquiry } from './sending.decision.js';
import type { NextStep } from './sending.decision.js';

export interface NoticeSenderParts {
  readonly em: EntityManager;
  readonly vault: Vault;
  readonly clock: BusinessClock;
  readonly logger: Logger;
  readonly mail: MailTransport;
  readonly sms: SmsTransport;
  readonly outcomes: NoticeOutcomes;
  readonly wake: NoticeWake;
  readonly crash: CrashPoints<NoticePoint>;
  /** Limit of one attempt, milliseconds; a claim lasts a little longer. */
  readonly deadlineMs: number;
  /** Attempts at the same time. */
  readonly width: number;
}

/** How often the book is looked at when nobody wakes us: for retries and leases, which run on machine time. */
const maxIdleMs = 1_000;
/** Time to write the outcome down once an attempt has ended, so that nobody else takes the notice up meanwhile. */
const leaseFor = (deadlineMs: number): number => deadlineMs * 1.2 + 1_000;

/**
 * Sends what is on the book: intent to send committed, then the send, then the outcome committed together with what
 * it means for the case. Every step may be the last before a crash.
 */
export class NoticeSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #loop: WorkLoop;

  constructor(private readonly parts: NoticeSenderParts) {
    const { clock, logger, wake } = parts;
    this.#loop = new WorkLoop({
      name: 'notice-sender',
      clock,
      logger,
      maxIdleMs,
      runDue: async (now) => this.runDue(now),
    });
    wake.connect(() => {
      this.#loop.wake();
    });
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#loop.stop();
    await this.parts.mail.close();
  }

  /** Sends all that is due at `now`; returns the business instant at which the next one is. */
  async runDue(now: Date): Promise<Date | null> {
    const { em, width, deadlineMs } = this.parts;
    const leaseMs = leaseFor(deadlineMs);
    await recoverNotices(em);
    await this.each(
      async () => claimAccepted(em, width, leaseMs),
      async (notice) => this.record(notice, { kind: 'told', reference: null }),
    );
    await this.each(
      async () => claimDoubtful(em, width, leaseMs),
      async (notice) => this.inquire(notice),
    );
    await this.each(
      async () => claimNotices(em, now, width, leaseMs),
      async (notice) => this.attempt(notice),
    );
    return nextDue(em);
  }

  private async each(
    claim: () => Promise<ClaimedNotice[]>,
    work: (notice: ClaimedNotice) => Promise<void>,
  ): Promise<void> {
    for (let batch = await claim(); batch.length > 0; batch = await claim()) {
      await Promise.all(
        batch.map(async (notice) => withCorrelation(notice.correlationId, async () => this.safely(notice, work))),
      );
    }
  }

  /** One notice that cannot be handled must not hold up the others; what fails here is a bug of ours. */
  private async safely(notice: ClaimedNotice, work: (notice: ClaimedNotice) => Promise<void>): Promise<void> {
    try {
      await work(notice);
    } catch (error) {
      this.parts.logger.error({ noticeId: notice.id, error }, 'A notice could not be handled');
      await this.record(notice, afterAttempt(notice.channel, notice, { kind: 'unknown', detail: 'bug' }));
    }
  }

  private async attempt(notice: ClaimedNotice): Promise<void> {
    this.parts.crash.reach('notice-claimed');
    const sealed = await this.open(notice);
    if (sealed === null) {
      await this.record(notice, { kind: 'failed', code: 'erased' });
      return;
    }
    const attempt = await this.send(notice, sealed);
    if (attempt.kind === 'accepted') {
      this.parts.crash.reach('notice-accepted');
    }
    await this.record(notice, afterAttempt(notice.channel, notice, attempt));
  }

  private async send(notice: ClaimedNotice, sealed: SealedNotice): Promise<DeliveryAttempt> {
    return sealed.channel === 'mail' ? this.parts.mail.send(notice.id, sealed) : this.parts.sms.send(notice.id, sealed);
  }

  private async inquire(notice: ClaimedNotice): Promise<void> {
    const sealed = await this.open(notice);
    if (sealed?.channel !== 'sms') {
      await this.record(notice, { kind: 'failed', code: 'erased' });
      return;
    }
    const inquiry = await this.parts.sms.inquire({ notice: notice.id, sms: sealed, attemptedAt: notice.attemptedAt });
    await this.record(notice, afterInquiry(notice, inquiry));
  }

  /** Null: erased meanwhile. */
  private async open(notice: ClaimedNotice): Promise<SealedNotice | null> {
    try {
      return await this.parts.vault.openJson(notice.item, SealedNotice);
    } catch (error) {
      if (error instanceof RejectedFailure && error.code === 'group-erased') {
        return null;
      }
      throw error;
    }
  }

  private async record(notice: ClaimedNotice, step: NextStep): Promise<void> {
    const { em, clock, logger, outcomes } = this.parts;
    const { id } = notice;
    switch (step.kind) {
      case 'told':
        await this.tell(notice, step.reference);
        return;
      case 'failed':
        await em.fork().transactional(async (transaction) => {
          await outcomes.failed(id, step.code, clock.now());
          await markFailed(transaction, id, step.code);
        });
        logger.error({ noticeId: id, code: step.code, attempts: notice.attempts }, 'A notice will not arrive');
        return;
      case 'wait':
        await markWaiting(em, id, step.delayMs);
        return;
      case 'doubt':
        await markDoubtful(em, id, step.delayMs);
        return;
    }
    step satisfies never;
  }

  /**
   * The case first, then the notice: the order in which everybody else locks them. When that fails, the provider's yes
   * is written down by itself, so that nothing goes twice because of us.
   */
  private async tell(notice: ClaimedNotice, reference: string | null): Promise<void> {
    const { em, clock, logger, outcomes } = this.parts;
    try {
      await em.fork().transactional(async (transaction) => {
        const at = clock.now();
        await outcomes.told(notice.id, at);
        await markTold(transaction, notice.id, reference, at);
      });
    } catch (error) {
      logger.warn({ noticeId: notice.id, error }, 'A notice went, but its case could not take note of it yet');
      await markAccepted(em, notice.id, reference, maxIdleMs);
    }
  }
}
