import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { CrashPoints } from '#libs/failure/crash-point.js';
import { Logger } from '#libs/observability/logger.js';
import type { IntakeCrashPoint } from '../intake-crash-points.js';
import { ReceiveDelivery } from '../ledger/receive-delivery.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import { EndUnfetched } from './end-unfetched.js';
import { FolderBook } from './folder-book.js';
import { MailboxWatcher } from './mailbox.watcher.js';
import { signInOf } from './sign-in/sign-in-of.js';

/** Largest part of one mail that is fetched; the rest stays on its server. */
export abstract class ImapSettings {
  abstract readonly largestBytes: number;
}

/** A watcher for each mailbox of the intake plan that is read by IMAP. One that fails does not touch the others. */
@Injectable()
export class MailboxWatchers {
  readonly watchers: readonly MailboxWatcher[];

  constructor(
    { plan, secretOf }: LoadedIntake,
    { largestBytes }: ImapSettings,
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
