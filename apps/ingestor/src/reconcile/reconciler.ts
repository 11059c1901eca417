import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import { MailboxWatchers } from '../imap/mailbox-watchers.js';
import { countUnaccounted } from './count-unaccounted.js';
import { endRemoved } from './end-removed.js';

const everyMs = 15_000;

/** Keeps the proof that nothing is lost: counts what has no outcome and says so, and forgets what has lost its use. */
@Injectable()
export class Reconciler {
  private readonly loop: WorkLoop;
  private readonly unaccounted: (given: Record<string, never>, value: number) => void;
  private readonly waiting: (given: Record<string, never>, value: number) => void;
  private readonly quarantined: (given: Record<string, never>, value: number) => void;
  private readonly failing: (given: Record<string, never>, value: number) => void;
  private alarmed = 0;

  constructor(
    private readonly em: EntityManager,
    private readonly mailboxes: MailboxWatchers,
    metrics: Metrics,
    private readonly clock: BusinessClock,
    private readonly logger: Logger,
  ) {
    this.unaccounted = metrics.gauge({
      name: 'redress_unaccounted_deliveries',
      help: 'Arrivals without outcome for too long, or on a mail server and not in the ledger; anything but 0 is an alarm',
      labels: {},
    });
    this.waiting = metrics.gauge({
      name: 'redress_waiting_deliveries',
      help: 'Arrivals that are being fetched or read; should fall to 0 again and again',
      labels: {},
    });
    this.quarantined = metrics.gauge({
      name: 'redress_quarantined_deliveries',
      help: 'Arrivals that a person must look at',
      labels: {},
    });
    this.failing = metrics.gauge({
      name: 'redress_failing_mailboxes',
      help: 'Mailboxes that cannot be read at present; anything but 0 for some minutes is an alarm',
      labels: {},
    });
    this.loop = new WorkLoop({ name: 'reconciler', clock, logger, runDue: () => this.count(), maxIdleMs: everyMs });
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async count(): Promise<null> {
    const { watchers } = this.mailboxes;
    const removed = await endRemoved(
      this.em,
      watchers.map(({ key }) => key),
      this.clock.now(),
    );
    if (removed > 0) {
      this.logger.warn(
        { mails: removed },
        'Mails were announced in mailboxes that are not in the intake plan any more',
      );
    }
    const account = await countUnaccounted(this.em);
    this.unaccounted({}, account.unaccounted);
    this.waiting({}, account.waiting);
    this.quarantined({}, account.quarantined);
    this.failing({}, watchers.filter(({ isFailing }) => isFailing).length);
    if (account.unaccounted > this.alarmed) {
      this.logger.error({ ...account }, 'Deliveries are not accounted for');
    }
    this.alarmed = account.unaccounted;
    // No signature older than a replay window is believed, so its nonce need not be remembered.
    await this.em.execute(
      `delete from intake.webhook_nonce where seen_at < clock_timestamp() - interval '3 days'`,
      [],
      'run',
    );
    return null;
  }
}
