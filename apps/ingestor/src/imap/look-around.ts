import { ImapFailure } from './imap.failure.js';
import type { MailboxSession } from './mailbox.session.js';

/**
 * Looks once through all folders, the first one last: it stays open, and IDLE tells of what comes into the open one. A
 * folder that the server refuses to open or to search holds up no other; only the first folder must work.
 * Returns whether more mails are waiting. Throws ImapFailure.
 */
export async function lookAround(
  session: Pick<MailboxSession, 'look'>,
  folders: readonly string[],
  reconcile: boolean,
  onRefused: (folder: string, failure: ImapFailure) => void,
): Promise<boolean> {
  let more = false;
  for (const folder of [...folders].reverse()) {
    try {
      more = (await session.look(folder, reconcile)) || more;
    } catch (error) {
      if (!(error instanceof ImapFailure) || error.code !== 'refused' || folder === folders[0]) {
        throw error;
      }
      onRefused(folder, error);
    }
  }
  return more;
}
