import type { ImapFlow } from 'imapflow';
import type { Logger } from '#libs/observability/logger.js';
import type { ImapAccess } from '../plan/imap-access.schema.js';
import type { IntakePoint } from '../plan/intake-point.js';
import type { FolderBook } from './folder-book.js';
import { ImapFailure } from './imap.failure.js';
import { resolveFolders } from './resolve-folders.js';
import { asImap } from './translate-imap-error.js';

export interface WatchedFoldersParts {
  readonly client: ImapFlow;
  readonly access: ImapAccess;
  readonly point: IntakePoint;
  readonly book: FolderBook;
  readonly logger: Logger;
}

/** Folders come and go under us: a Junk folder comes with its first mail, another program may remove one. */
const listEveryMs = 60_000;

/** The folders of one mailbox that are watched at present, listed anew now and then. */
export class WatchedFolders {
  private listedAt = Number.NEGATIVE_INFINITY;
  private paths: readonly string[] = [];
  /** What was said already on this connection, so that it is not said each minute. */
  private readonly said = new Set<string>();

  constructor(private readonly parts: WatchedFoldersParts) {}

  /** The first is the one to wait in. Throws ImapFailure. */
  async current(): Promise<readonly string[]> {
    const { client, access, point, book, logger } = this.parts;
    if (performance.now() - this.listedAt < listEveryMs) {
      return this.paths;
    }
    const { paths, missing, onServer } = await asImap(() => resolveFolders(client, access));
    if (!client.usable) {
      throw new ImapFailure('closed', 'The connection ended while the folders were listed');
    }
    this.listedAt = performance.now();
    this.paths = paths;
    this.say(missing, 'Folders of the intake plan are not on the mail server and cannot be watched');
    // A list without INBOX is no list of all folders; nothing may be ended by it.
    const complete = onServer.some((path) => path.toUpperCase() === 'INBOX');
    const ended = complete ? await book.endInMissingFolders(point, onServer) : 0;
    if (ended > 0) {
      logger.warn({ mailbox: point.key, mails: ended }, 'Mails were lost from sight with the folder that held them');
    }
    return paths;
  }

  /** The server does not let us open or search a folder. */
  refused(folder: string, error: ImapFailure): void {
    this.say([folder], 'The mail server refuses a folder of the intake plan; the others are watched', error);
  }

  private say(folders: readonly string[], words: string, error?: ImapFailure): void {
    const fresh = folders.filter((folder) => !this.said.has(`${words}/${folder}`));
    if (fresh.length > 0) {
      this.parts.logger.error({ mailbox: this.parts.point.key, folders: fresh, error }, words);
    }
    fresh.forEach((folder) => this.said.add(`${words}/${folder}`));
  }
}
