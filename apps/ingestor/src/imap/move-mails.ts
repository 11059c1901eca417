import type { ImapFlow } from 'imapflow';
import type { Placement } from '../store/delivery.entity.js';
import { uidSet } from './uid-set.js';

/**
 * Takes mails out of the way, by UID, after they are committed. Nothing is ever expunged:
 *
 * MOVE is there        moved (RFC 6851): `processed`
 * no MOVE              copied, and the original marked \Deleted: `copied`. The library's own fallback would expunge,
 *                      and without UIDPLUS that hits whatever any other client has marked
 * the server refuses   `left` where they are; the ledger knows them
 */
export async function moveMails(client: ImapFlow, uids: readonly number[], folder: string): Promise<Placement> {
  const set = uidSet(uids);
  if (client.capabilities.has('MOVE')) {
    return (await retryInNewFolder(client, folder, () => client.messageMove(set, folder, { uid: true })))
      ? 'processed'
      : 'left';
  }
  const copied = await retryInNewFolder(client, folder, () => client.messageCopy(set, folder, { uid: true }));
  if (!copied) {
    return 'left';
  }
  await client.messageFlagsAdd(set, ['\\Deleted'], { uid: true });
  return 'copied';
}

/** The folder may not be there yet, or not any more. */
async function retryInNewFolder(client: ImapFlow, folder: string, attempt: () => Promise<unknown>): Promise<boolean> {
  if (await attempt()) {
    return true;
  }
  try {
    await client.mailboxCreate(folder);
  } catch {
    return false;
  }
  return Boolean(await attempt());
}
