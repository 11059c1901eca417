import type { ImapFlow } from 'imapflow';
import type { BusinessClock } from '#libs/clock/business-clock.js';
import type { CrashPoints } from '#libs/failure/crash-point.js';
import type { Logger } from '#libs/observability/logger.js';
import type { IntakeCrashPoint } from '../intake-crash-points.js';
import { askServer } from './ask-server.js';
import type { EndUnfetched } from './end-unfetched.js';
import type { ReceiveDelivery } from '../ledger/receive-delivery.js';
import type { ImapAccess } from '../plan/imap-access.schema.js';
import type { IntakePoint } from '../plan/intake-point.js';
import { businessInstant } from './business-instant.js';
import { decideScan } from './decide-scan.js';
import type { Scan, Since } from './decide-scan.js';
import { fetchMail } from './fetch-mail.js';
import { allUids, uidsAfter, uidsSince } from './find-uids.js';
import { ImapFailure } from './imap.failure.js';
import { identityPrefix } from './folder-book.js';
import type { AnnouncedMail, FolderBook, FolderPlace } from './folder-book.js';
import { moveMails } from './move-mails.js';
import { asImap } from './translate-imap-error.js';

export interface SessionParts {
  readonly client: ImapFlow;
  readonly point: IntakePoint;
  /** When the first folder of this mailbox was met; null on the very first connection. */
  readonly setUpAt: Date | null;
  readonly access: ImapAccess;
  readonly since: Since;
  /** Of a larger mail only so many bytes are taken. */
  readonly limitBytes: number;
  readonly book: FolderBook;
  readonly receiveDelivery: ReceiveDelivery;
  readonly endUnfetched: EndUnfetched;
  readonly clock: BusinessClock;
  readonly crashPoints: CrashPoints<IntakeCrashPoint>;
  readonly logger: Logger;
  /** A mail has been taken. */
  readonly onProgress: () => void;
  /** No further mail is begun once it is aborted. */
  readonly ending: AbortSignal;
}

/** After so many tries a mail that cannot be fetched is quarantined, so that it does not hold up the others for ever. */
const mostFetches = 5;
const moveBatch = 50;
/** Mails of one folder at a time: a long backlog neither fills the memory nor keeps new mail waiting for its end. */
const lookBatch = 200;

/** One connection's work on one mailbox: find, announce, fetch, receive, move. */
export class MailboxSession {
  /** Folders that this connection has looked at before. */
  private readonly opened = new Set<string>();

  constructor(private readonly parts: SessionParts) {}

  /**
   * Looks through one folder and takes a batch of its mails; true when more are waiting. With `reconcile`, every UID on
   * the server is held against the ledger too.
   */
  async look(folder: string, reconcile: boolean): Promise<boolean> {
    const { client, book, point, since, setUpAt, ending } = this.parts;
    const lock = await asImap(() => client.getMailboxLock(folder));
    try {
      if (client.mailbox === false) {
        return false;
      }
      const selected = { uidValidity: String(client.mailbox.uidValidity), uidNext: this.uidNextOf(folder) };
      const cursor = await book.cursorOf(point.key, folder);
      const scan = decideScan(cursor, selected, since, setUpAt);
      const place: FolderPlace = { point, folder, uidValidity: scan.numbering };
      await this.announceNew(place, scan);
      if (reconcile) {
        await this.reconcile(place);
      }
      const mails = await book.toFetch(place, cursor?.highestUid ?? 0, lookBatch);
      for (const [index, mail] of mails.entries()) {
        if (ending.aborted) {
          break;
        }
        await this.take(place, mail);
        if (index % moveBatch === moveBatch - 1) {
          await this.moveAll(place);
        }
      }
      await this.moveAll(place);
      return mails.length === lookBatch;
    } finally {
      lock.release();
    }
  }

  /** The library knows it from the opening of a folder; when it opens none anew, later mails have outgrown it. */
  private uidNextOf(folder: string): number | null {
    const { mailbox } = this.parts.client;
    const fresh = !this.opened.has(folder);
    this.opened.add(folder);
    const next = mailbox === false ? 0 : mailbox.uidNext;
    return fresh && Number.isInteger(next) && next > 0 ? next : null;
  }

  private async announceNew(place: FolderPlace, scan: Scan): Promise<void> {
    const { client, book, crashPoints } = this.parts;
    switch (scan.kind) {
      case 'continue': {
        const uids = await askServer(client, () => uidsAfter(client, scan.afterUid));
        if (uids.length > 0) {
          await book.announce(place, uids, { highestUid: uids.at(-1) ?? scan.afterUid });
          crashPoints.reach('imap.announced');
        }
        return;
      }
      case 'set-up': {
        const standing = scan.baselineUid ?? (await askServer(client, () => allUids(client))).at(-1) ?? 0;
        const { takeSince } = scan;
        const backlog = takeSince === 'nothing' ? [] : await askServer(client, () => uidsSince(client, takeSince));
        await book.announce(place, backlog, { highestUid: standing, baselineUid: standing });
        return;
      }
      case 'rescan': {
        // In this order: what comes between the two questions lies above the baseline.
        const standing = (await askServer(client, () => allUids(client))).at(-1) ?? 0;
        const uids = await askServer(client, () => uidsSince(client, scan.takeSince));
        await book.announce(place, uids, { highestUid: standing, baselineUid: standing });
        this.parts.logger.warn(
          { mailbox: place.point.key, mails: uids.length },
          'The mail server numbered a folder anew; known mails are recognised by content',
        );
        return;
      }
      default:
        scan satisfies never;
    }
  }

  /** Whatever the server has above the baseline and the ledger has not is announced now, and counted. */
  private async reconcile(place: FolderPlace): Promise<void> {
    const { client, book, logger } = this.parts;
    const cursor = await book.cursorOf(place.point.key, place.folder);
    if (cursor === null) {
      return;
    }
    const onServer = await askServer(client, () => uidsAfter(client, cursor.baselineUid));
    const missing = await book.missing(place, onServer, cursor.baselineUid);
    await book.noteLooked(place, missing.length);
    if (missing.length > 0) {
      logger.error(
        { mailbox: place.point.key, mails: missing.length },
        'Mails were on the server and not in the ledger; they are taken now',
      );
      await book.announce(place, missing, { highestUid: Math.max(cursor.highestUid, missing.at(-1) ?? 0) });
    }
  }

  private async take(place: FolderPlace, mail: AnnouncedMail): Promise<void> {
    const { book, endUnfetched } = this.parts;
    if (mail.broken >= mostFetches || mail.failed >= mostFetches) {
      await endUnfetched.quarantine(mail.id);
      return;
    }
    await book.noteFetchBegan(mail.id);
    const fetched = await this.fetch(mail);
    switch (fetched.kind) {
      case 'refused':
        await book.noteFetchFailed(mail.id);
        return;
      case 'gone':
        await endUnfetched.vanished(mail.id);
        return;
      case 'mail':
        await this.receive(place, mail, fetched.mail);
        return;
      default:
        fetched satisfies never;
    }
  }

  /** A refusal concerns this mail only; anything else ends the session. */
  private async fetch({
    uid,
  }: AnnouncedMail): Promise<Awaited<ReturnType<typeof fetchMail>> | { readonly kind: 'refused' }> {
    const { client, limitBytes } = this.parts;
    try {
      return await askServer(client, () => fetchMail(client, uid, limitBytes));
    } catch (error) {
      if (error instanceof ImapFailure && error.code === 'refused') {
        return { kind: 'refused' };
      }
      throw error;
    }
  }

  private async receive(
    place: FolderPlace,
    { uid }: AnnouncedMail,
    mail: { readonly raw: Buffer; readonly sizeBytes: number; readonly internalDate: Date | null },
  ): Promise<void> {
    const { receiveDelivery, clock, crashPoints, onProgress } = this.parts;
    crashPoints.reach('imap.fetched');
    await receiveDelivery.receive({
      transport: 'imap',
      point: place.point,
      identity: `${identityPrefix(place.folder, place.uidValidity)}${String(uid)}`,
      receivedAt: businessInstant(mail.internalDate, clock),
      raw: mail.raw,
      sizeBytes: mail.sizeBytes,
      // A mail on its server cannot be refused: the beginning of a large one is taken, and flagged.
      limitBytes: Number.POSITIVE_INFINITY,
      doubt: null,
    });
    onProgress();
  }

  private async moveAll(place: FolderPlace): Promise<void> {
    const { client, book, access, crashPoints, logger } = this.parts;
    const uids = await book.toMove(place);
    for (let at = 0; at < uids.length; at += moveBatch) {
      const batch = uids.slice(at, at + moveBatch);
      crashPoints.reach('imap.before-move');
      const placement = await askServer(client, () => moveMails(client, batch, access.processedFolder));
      crashPoints.reach('imap.moved');
      await book.notePlacement(place, batch, placement);
      if (placement === 'left') {
        logger.warn(
          { mailbox: place.point.key, mails: batch.length },
          'The mail server does not let us move mails; they stay, and the ledger knows them',
        );
      }
    }
  }
}
