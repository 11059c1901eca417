import { Injectable } from '@nestjs/common';
import type { OpenClock } from '#libs/clock/open-clock.js';
import { Shutdown } from '#libs/runtime/shutdown.js';
import { MailboxWatchers } from './imap/mailbox-watchers.js';
import { DeliveryWorkers } from './process/delivery-workers.js';
import { Reconciler } from './reconcile/reconciler.js';
import { SmtpListener } from './smtp/smtp.listener.js';

/** Everything of the ingestor that runs by itself, begun and ended in order. */
@Injectable()
export class IngestorParts {
  constructor(
    private readonly smtp: SmtpListener,
    private readonly mailboxes: MailboxWatchers,
    private readonly workers: DeliveryWorkers,
    private readonly reconciler: Reconciler,
    private readonly shutdown: Shutdown,
  ) {}

  /** Reading begins before anything comes in. Returns the port of the SMTP listener, null when it is off. */
  async start({ smtp, clock }: { readonly smtp: boolean; readonly clock: OpenClock }): Promise<number | null> {
    const { shutdown, workers, mailboxes, reconciler } = this;
    shutdown.register({ phase: 'stop-taking', name: 'mailboxes', run: () => mailboxes.stop() });
    shutdown.register({ phase: 'drain', name: 'deliveries', run: () => workers.stop() });
    shutdown.register({ phase: 'drain', name: 'reconciler', run: () => reconciler.stop() });
    shutdown.register({ phase: 'disconnect', name: 'clock', run: () => clock.close() });
    workers.start();
    reconciler.start();
    mailboxes.start();
    if (!smtp) {
      return null;
    }
    shutdown.register({ phase: 'stop-taking', name: 'smtp listener', run: () => this.smtp.close() });
    return this.smtp.listen();
  }

  cutMailboxes(): void {
    for (const watcher of this.mailboxes.watchers) {
      watcher.cut();
    }
  }
}
