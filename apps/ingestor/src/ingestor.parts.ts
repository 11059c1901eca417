import { Injectable } from '@nestjs/common';
import type { OpenClock } from '#libs/clock/open-clock.js';
import { Shutdown } from '#libs/runtime/shutdown.js';
import { HeldFiles } from './attachments/scan/held-files.js';
import { FaxReader } from './fax/fax-reader.js';
import { MailboxWatchers } from './imap/mailbox-watchers.js';
import { DeliveryWorkers } from './process/delivery-workers.js';
import { Reconciler } from './reconcile/reconciler.js';
import { LmtpListener } from './smtp/lmtp.listener.js';
import { SmtpListener } from './smtp/smtp.listener.js';

/** Ports that mail can be handed in at; null where that listener is off. */
export interface MailPorts {
  readonly smtp: number | null;
  readonly lmtp: number | null;
}

/** Everything of the ingestor that runs by itself, begun and ended in order. */
@Injectable()
export class IngestorParts {
  constructor(
    private readonly smtp: SmtpListener,
    private readonly lmtp: LmtpListener,
    private readonly mailboxes: MailboxWatchers,
    private readonly workers: DeliveryWorkers,
    private readonly faxes: FaxReader,
    private readonly heldFiles: HeldFiles,
    private readonly reconciler: Reconciler,
    private readonly shutdown: Shutdown,
  ) {}

  /** Reading begins before anything comes in. */
  async start({
    smtp,
    lmtp,
    clock,
  }: {
    readonly smtp: boolean;
    readonly lmtp: boolean;
    readonly clock: OpenClock;
  }): Promise<MailPorts> {
    const { shutdown, workers, mailboxes, reconciler } = this;
    shutdown.register({ phase: 'stop-taking', name: 'mailboxes', run: () => mailboxes.stop() });
    // Before the deliveries: a fax in hand is given up, and read after the next start.
    shutdown.register({ phase: 'stop-taking', name: 'faxes', run: () => this.faxes.stop() });
    shutdown.register({ phase: 'drain', name: 'held files', run: () => this.heldFiles.stop() });
    shutdown.register({ phase: 'drain', name: 'deliveries', run: () => workers.stop() });
    shutdown.register({ phase: 'drain', name: 'reconciler', run: () => reconciler.stop() });
    shutdown.register({ phase: 'disconnect', name: 'clock', run: () => clock.close() });
    workers.start();
    this.heldFiles.start();
    reconciler.start();
    mailboxes.start();
    return {
      smtp: smtp ? await this.listen('smtp listener', this.smtp) : null,
      lmtp: lmtp ? await this.listen('lmtp listener', this.lmtp) : null,
    };
  }

  private async listen(name: string, listener: SmtpListener | LmtpListener): Promise<number> {
    this.shutdown.register({ phase: 'stop-taking', name, run: () => listener.close() });
    return listener.listen();
  }

  cutMailboxes(): void {
    for (const watcher of this.mailboxes.watchers) {
      watcher.cut();
    }
  }
}
