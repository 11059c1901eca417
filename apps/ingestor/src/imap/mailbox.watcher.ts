import type { ImapFlow } from 'imapflow';
import { setTimeout as rest } from 'node:timers/promises';
import type { BusinessClock } from '#libs/clock/business-clock.js';
import type { CrashPoints } from '#libs/failure/crash-point.js';
import type { Logger } from '#libs/observability/logger.js';
import type { IntakeCrashPoint } from '../intake-crash-points.js';
import type { ReceiveDelivery } from '../ledger/receive-delivery.js';
import type { ImapAccess } from '../plan/imap-access.schema.js';
import type { Mailbox } from '../plan/intake-plan.schema.js';
import { pointOf } from '../plan/intake-point.js';
import { backOffMs } from './back-off.js';
import type { Since } from './decide-scan.js';
import type { EndUnfetched } from './end-unfetched.js';
import type { FolderBook } from './folder-book.js';
import { ImapFailure } from './imap.failure.js';
import { lookAround } from './look-around.js';
import { MailboxSession } from './mailbox.session.js';
import { NewMailListener } from './new-mail.listener.js';
import { openConnection } from './open-connection.js';
import type { SignIn } from './sign-in/sign-in.port.js';
import { WatchedFolders } from './watched-folders.js';

export interface WatcherParts {
  readonly mailbox: Mailbox;
  readonly access: ImapAccess;
  readonly signIn: SignIn;
  readonly since: Since;
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
/** A complaint must be registered within five minutes (PG-16): before that is over somebody must hear of it. */
const alarmAfterMs = 3 * 60_000;
/** Our own database is no server that could be annoyed. */
const databasePauseMs = 4_000;

/** Watches one mailbox for as long as the service runs: connects, looks, waits, and connects again whatever happens. */
export class MailboxWatcher {
  private readonly ending = new AbortController();
  private running: Promise<void> | null = null;
  private client: ImapFlow | null = null;
  private failures = 0;
  private failingSince: number | null = null;
  private alarmed = false;
  /** Code of the failure that the mailbox is in at present; null while it works. */
  state: ImapFailure['code'] | 'database' | 'connecting' | null = 'connecting';

  constructor(private readonly parts: WatcherParts) {}

  get key(): string {
    return this.parts.mailbox.key;
  }

  /** It cannot be read at present. One that connects for the first time has not failed yet. */
  get isFailing(): boolean {
    return this.state !== null && this.state !== 'connecting';
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
    const { access, signIn, limitBytes, mailbox, book, logger } = this.parts;
    const point = pointOf(mailbox, 'mail');
    const setUpAt = await book.setUpOf(mailbox.key);
    const client = await openConnection({ access, signIn, largestBytes: limitBytes });
    this.client = client;
    try {
      const folders = new WatchedFolders({ client, access, point, book, logger });
      const session = new MailboxSession({
        ...this.parts,
        client,
        point,
        setUpAt,
        // A line that breaks again and again and lets mails through in between needs no longer pauses.
        onProgress: () => {
          this.failures = 0;
        },
        ending: this.ending.signal,
      });
      await this.watch(client, folders, session);
      await client.logout().catch(() => undefined);
    } finally {
      client.close();
      this.client = null;
    }
  }

  /** Looks and waits, until the service ends. Throws when the connection does not serve any more. */
  private async watch(client: ImapFlow, folders: WatchedFolders, session: MailboxSession): Promise<void> {
    const { access, mailbox, logger } = this.parts;
    const { signal } = this.ending;
    const news = new NewMailListener(client, access.news);
    let reconciledAt = Number.NEGATIVE_INFINITY;
    while (!signal.aborted) {
      const reconcile = performance.now() - reconciledAt >= reconcileEveryMs;
      news.beginLook();
      const paths = await folders.current();
      const more = await lookAround(session, paths, reconcile, (folder, failure) => {
        folders.refused(folder, failure);
      });
      reconciledAt = reconcile ? performance.now() : reconciledAt;
      this.failures = 0;
      this.failingSince = null;
      this.alarmed = false;
      if (this.state !== null) {
        logger.info({ mailbox: mailbox.key, folders: paths.length }, 'Watching a mailbox');
        this.state = null;
      }
      if (!more) {
        await news.wait(access.pollSeconds * 1_000, signal);
      }
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
    this.failingSince ??= performance.now();
    if (!this.alarmed && performance.now() - this.failingSince >= alarmAfterMs) {
      this.alarmed = true;
      logger.error(
        { mailbox: mailbox.key, code },
        'A mailbox has not been read for minutes: complaints in it are not registered; see bin/redress doctor --mailbox',
      );
    }
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
