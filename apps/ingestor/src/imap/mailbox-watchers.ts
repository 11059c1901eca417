import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { CrashPoints } from '#libs/failure/crash-point.js';
import { Logger } from '#libs/observability/logger.js';
import type { IntakeCrashPoint } from '../intake-crash-points.js';
import { ReceiveDelivery } from '../ledger/receive-delivery.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import type { FirstTake } from '../plan/imap-access.schema.js';
import type { Since } from './decide-scan.js';
import { EndUnfetched } from './end-unfetched.js';
import { FolderBook } from './folder-book.js';
import { MailboxWatcher } from './mailbox.watcher.js';
import { signInOf } from './sign-in/sign-in-of.js';

/** What holds for all mailboxes. */
export abstract class ImapSettings {
  /** Largest part of one mail that is fetched; the rest stays on its server. */
  abstract readonly largestBytes: number;
  /** What a first connection takes where the plan does not say. */
  abstract readonly since: FirstTake;
}

/** A watcher for each mailbox of the intake plan that is read by IMAP. One that fails does not touch the others. */
@Injectable()
export class MailboxWatchers {
  readonly watchers: readonly MailboxWatcher[];

  constructor(
    { plan, secretOf }: LoadedIntake,
    { largestBytes, since }: ImapSettings,
    book: FolderBook,
    receiveDelivery: ReceiveDelivery,
    endUnfetched: EndUnfetched,
    clock: BusinessClock,
    crashPoints: CrashPoints<IntakeCrashPoint>,
    logger: Logger,
  ) {
    this.watchers = plan.mailboxes.flatMap((mailbox) =>
      mailbox.imap === undefined
        ? []
        : [
            new MailboxWatcher({
              mailbox,
              access: mailbox.imap,
              signIn: signInOf(mailbox.imap, secretOf, logger),
              since: sinceOf(mailbox.imap.since ?? since),
              limitBytes: largestBytes,
              book,
              receiveDelivery,
              endUnfetched,
              clock,
              crashPoints,
              logger,
              random: Math.random,
            }),
          ],
    );
  }

  start(): void {
    for (const watcher of this.watchers) {
      watcher.start();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.watchers.map((watcher) => watcher.stop()));
  }
}

function sinceOf(written: FirstTake): Since {
  return written === 'set-up' || written === 'all' ? written : new Date(written);
}
