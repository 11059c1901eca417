import type { ImapFlow } from 'imapflow';
import { ImapFailure } from './imap.failure.js';

const dayMs = 24 * 60 * 60_000;
const batchSize = 500;

/** UIDs above `afterUid`, ascending. */
export async function uidsAfter(client: ImapFlow, afterUid: number): Promise<number[]> {
  // n:* always names the last mail too, even when its UID is lower (RFC 9051 9, seq-range).
  return (await search(client, { uid: `${String(afterUid + 1)}:*` })).filter((uid) => uid > afterUid);
}

/** All UIDs in the folder, ascending. */
export async function allUids(client: ImapFlow): Promise<number[]> {
  return search(client, { all: true });
}

/** UIDs of what the server got at `since` or later; null: all. SEARCH SINCE knows only days, INTERNALDATE decides. */
export async function uidsSince(client: ImapFlow, since: Date | null): Promise<number[]> {
  if (since === null) {
    return allUids(client);
  }
  const candidates = await search(client, { since: new Date(since.getTime() - dayMs) });
  const found: number[] = [];
  for (let at = 0; at < candidates.length; at += batchSize) {
    const batch = candidates.slice(at, at + batchSize);
    const dates = await client.fetchAll(batch.join(','), { uid: true, internalDate: true }, { uid: true });
    const wanted = new Set(batch);
    found.push(
      ...dates.filter(({ uid, internalDate }) => wanted.has(uid) && isSince(internalDate, since)).map(({ uid }) => uid),
    );
  }
  return [...new Set(found)].sort((a, b) => a - b);
}

/** Where a server does not say when, the mail is taken: a duplicate is recorded, a loss is not. */
function isSince(date: Date | string | undefined, since: Date): boolean {
  const time = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(time) || time >= since.getTime();
}

/** Plain UID SEARCH: some servers promise ESEARCH and refuse it. */
async function search(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const uids = await client.search(query, { uid: true });
  if (!Array.isArray(uids)) {
    throw new ImapFailure('refused', 'The server did not answer a search');
  }
  return uids.sort((a, b) => a - b);
}
