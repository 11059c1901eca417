import { DriverException, EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import { TransientFailure } from '#libs/failure/failure.js';
import { Logger } from '#libs/observability/logger.js';
import { DeliveryBell } from '../ledger/delivery-bell.js';
import { claimDelivery, releaseDelivery } from './claim-delivery.js';
import type { ClaimedDelivery } from './claim-delivery.js';
import { decideAttempt, decideFailed } from './decide-attempt.js';
import { ProcessDelivery } from './process-delivery.js';
import { ProcessingSettings } from './processing-settings.js';

/**
 * Reads what the ledger holds. Several at a time, each taken by skip locked: one that is slow, broken or deadly never
 * holds up another.
 */
@Injectable()
export class DeliveryWorkers {
  private readonly loop: WorkLoop;
  private readonly inHand = new Set<Promise<void>>();
  /** Failures whose end could not be written down because the database was away: they must not count as crashes. */
  private readonly unwritten: { claim: ClaimedDelivery; pauseSeconds: number }[] = [];
  private stopping = false;

  constructor(
    private readonly em: EntityManager,
    private readonly processDelivery: ProcessDelivery,
    private readonly settings: ProcessingSettings,
    bell: DeliveryBell,
    clock: BusinessClock,
    private readonly logger: Logger,
  ) {
    this.loop = new WorkLoop({ name: 'deliveries', clock, logger, runDue: () => this.fill() });
    bell.onRing(() => {
      this.loop.wake();
    });
  }

  start(): void {
    this.loop.start();
  }

  /** Takes nothing more; returns when what is in hand has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.loop.stop();
    await Promise.all(this.inHand);
  }

  /** Gives every free worker something, as long as something waits. */
  private async fill(): Promise<null> {
    await this.writeDownFailures();
    while (!this.stopping && this.inHand.size < this.settings.workers) {
      const claim = await claimDelivery(this.em, this.settings.leaseSeconds);
      if (claim === null) {
        break;
      }
      const work = this.work(claim).finally(() => {
        this.inHand.delete(work);
        this.loop.wake();
      });
      this.inHand.add(work);
    }
    return null;
  }

  private async work(claim: ClaimedDelivery): Promise<void> {
    try {
      const attempt = decideAttempt(claim);
      if (attempt.kind === 'quarantine') {
        this.logger.error(
          { delivery: claim.id, crashes: claim.crashes },
          'A delivery ended the process each time it was read; it is quarantined',
        );
        await this.processDelivery.giveUp(claim, 'crashed');
      } else {
        await this.processDelivery.process(claim);
      }
    } catch (error) {
      await this.fail(claim, error);
    }
  }

  private async fail(claim: ClaimedDelivery, error: unknown): Promise<void> {
    const failed = decideFailed(claim.failures, isTransient(error));
    this.logger.error(
      { delivery: claim.id, failures: claim.failures + 1, decision: failed.kind, error },
      'A delivery could not be read',
    );
    try {
      if (failed.kind === 'quarantine') {
        await this.processDelivery.giveUp(claim, 'failed');
      } else {
        await releaseDelivery(this.em, claim, failed.pauseSeconds);
      }
    } catch {
      this.unwritten.push({ claim, pauseSeconds: 0 });
    }
  }

  private async writeDownFailures(): Promise<void> {
    for (let next = this.unwritten[0]; next !== undefined; next = this.unwritten[0]) {
      await releaseDelivery(this.em, next.claim, next.pauseSeconds);
      this.unwritten.shift();
    }
  }
}

/** Ours say so; the database's are all taken for passing, but a statement that it refuses for what it says. */
function isTransient(error: unknown): boolean {
  const refusedStatement = error instanceof DriverException && /^(?:22|23|42)/u.test(error.code ?? '');
  return error instanceof TransientFailure || (error instanceof DriverException && !refusedStatement);
}
