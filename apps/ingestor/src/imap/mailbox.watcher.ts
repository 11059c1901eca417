import type { ImapFlow } from 'imapflow';
import { setTimeout as rest } from 'node:timers/promises';
import type { BusinessClock } from '#libs/clock/business-clock.js';
import type { CrashPoints } from '#libs/failure/crash-point.js';
import type { Logger } from '#libs/observability/logger.js';
import type { IntakeCrashPoint } from '../intake-crash-points.js';
import type { ReceiveDelivery } from '../ledger/receive-delivery.js';
import type { ImapAccess, Mailbox } from '../plan/intake-plan.schema.js';
import { pointOf } from '../plan/intake-point.js';
import { backOffMs } from './back-off.js';
import type { EndUnfetched } from './end-unfetched.js';
import type { FolderBook } from './folder-book.js';
import { ImapFailure } from './imap.failure.js';
import { MailboxSession } from './mailbox.session.js';
import { NewMailListener } from './new-mail.listener.js';
import { openConnection } from './open-connection.js';
import { resolveFolders } from './resolve-folders.js';
import { asImap } from './translate-imap-error.js';

export interface WatcherParts {
  readonly mailbox: Mailbox;
  readonly access: ImapAccess;
  readonly password: string;
  readonly limitBytes: number;
  readonly book: FolderBook;
  readonly receiveDelivery: ReceiveDelivery;
  readonly endUnfetched: EndUnfetched;
  readonly clock: BusinessClock;
  readonly crashPoints: CrashPoints<IntakeCrashPoint>;
  readonly logger: Logger;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Every UID on the server is held against the ledger on each connection, and this often on one that stays. */
const reconcileEveryMs = 10 * 60_000;
/** Servers lock accounts that try a wrong password often. */
const loginRefusedPauseMs = 60_000;
/** Our own database is no server that could be annoyed. */
const databasePauseMs = 4_000;

/** Watches one mailbox for as long as the service runs: connects, looks, waits, and connects again whatever happens. */
export class MailboxWatcher {
  private readonly ending = new AbortController();
  private running: Promise<void> | null = null;
  private client: ImapFlow | null = null;
  private failures = 0;
  /** Code of the failure that the mailbox is in at present; null while it works. */
  state: ImapFailure['code'] | 'database' | 'connecting' | null = 'connecting';

  constructor(private readonly parts: WatcherParts) {}

  get key(): string {
    return this.parts.mailbox.key;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Ends when the mail in hand is committed and moved, or the connection does not answer. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  /** Cuts the connection; the watcher connects again. For fault tests. */
  cut(): void {
    this.client?.close();
  }

  private async run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      try {
        await this.session();
      } catch (error) {
        await this.pause(error);
      }
    }
  }

  private async session(): Promise<void> {
    const { access, password, limitBytes, mailbox, logger } = this.parts;
    const client = await openConnection({ access, password, largestBytes: limitBytes });
    this.client = client;
    const news = new NewMailListener(client);
    try {
      const { paths: folders, missing } = await asImap(() => resolveFolders(client, access.folders));
      if (missing.length > 0) {
        logger.error(
          { mailbox: mailbox.key, folders: missing },
          'Folders of the intake plan are not on the mail server and cannot be watched',
        );
      }
      const session = new MailboxSession({
        ...this.parts,
        client,
        point: pointOf(mailbox, 'mail'),
        // A line that breaks again and again and lets mails through in between needs no longer pauses.
        onProgress: () => {
          this.failures = 0;
        },
      });
      let reconciledAt = Number.NEGATIVE_INFINITY;
      while (!this.ending.signal.aborted) {
        const reconcile = performance.now() - reconciledAt >= reconcileEveryMs;
        news.beginLook();
        // The first folder last: it stays open, and IDLE tells of what comes into the open one.
        for (const folder of [...folders].reverse()) {
          await session.look(folder, reconcile);
        }
        reconciledAt = reconcile ? performance.now() : reconciledAt;
        this.failures = 0;
        if (this.state !== null) {
          logger.info({ mailbox: mailbox.key, folders: folders.length }, 'Watching a mailbox');
          this.state = null;
        }
        await news.wait(access.pollSeconds * 1_000, this.ending.signal);
      }
      await client.logout().catch(() => undefined);
    } finally {
      client.close();
      this.client = null;
    }
  }

  private async pause(error: unknown): Promise<void> {
    const { mailbox, logger, random } = this.parts;
    this.failures += 1;
    const code = error instanceof ImapFailure ? error.code : 'database';
    const pauseMs = pauseAfter(code, backOffMs(this.failures, random()));
    logger.warn(
      { mailbox: mailbox.key, error, failures: this.failures, pauseMs },
      'A mailbox cannot be watched; trying again after a pause',
    );
    this.state = code;
    await rest(pauseMs, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }
}

function pauseAfter(code: ImapFailure['code'] | 'database', backOff: number): number {
  switch (code) {
    case 'login-refused':
      return Math.max(backOff, loginRefusedPauseMs);
    case 'database':
      return Math.min(backOff, databasePauseMs);
    default:
      return backOff;
  }
}
