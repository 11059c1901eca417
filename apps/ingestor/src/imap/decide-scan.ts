/** What is remembered of one folder of one mailbox. */
export interface FolderCursor {
  /** The server's, and behind a dot how often it began to count anew without saying so: `7`, `7.1`. */
  readonly uidValidity: string;
  /** All UIDs up to here are in the ledger, or are history that is none of ours. */
  readonly highestUid: number;
  /** UIDs up to here were there before the mailbox was set up. */
  readonly baselineUid: number;
  /** The server's time when the mailbox was set up, give or take the difference of two machines' clocks. */
  readonly setUpAt: Date;
}

/** What the server says when the folder is opened. */
export interface SelectedFolder {
  readonly uidValidity: string;
  /** Null where the server leaves it out, or the folder has been open for a while. */
  readonly uidNext: number | null;
}

/** `set-up`: nothing older than the first connection; `all`; or what came since an instant. */
export type Since = 'set-up' | 'all' | Date;

/**
 * set-up    first contact: remember where the folder stands; take older mail only if it came since `takeSince`
 * continue  look at UIDs above `afterUid`
 * rescan    the server numbered its mails anew (UIDVALIDITY), or counts below what it has given out before, as one does
 *           that was restored from a backup: look at all that came since `takeSince`, known content is recognised by its
 *           fingerprint
 * `takeSince` null: whatever its age. `numbering`: under which the ledger keeps the mails.
 */
export type Scan = { readonly numbering: string } & (
  | { readonly kind: 'set-up'; readonly baselineUid: number | null; readonly takeSince: Date | null | 'nothing' }
  | { readonly kind: 'continue'; readonly afterUid: number }
  | { readonly kind: 'rescan'; readonly takeSince: Date | null }
);

/** A mail may be stamped by a server whose clock is behind ours; taking one too many is a recorded duplicate at worst. */
const clockToleranceMs = 10 * 60_000;

/**
 * Pure. UIDs mean something only together with UIDVALIDITY (RFC 9051 2.3.1.1). `mailboxSetUpAt`: when other folders of
 * the mailbox were met first, null for a mailbox that nobody has looked at before. A folder that comes later, as a Junk
 * folder does with its first mail, holds what came meanwhile.
 */
export function decideScan(
  cursor: FolderCursor | null,
  selected: SelectedFolder,
  since: Since,
  mailboxSetUpAt: Date | null,
): Scan {
  const { uidValidity, uidNext } = selected;
  if (cursor === null) {
    const baselineUid = uidNext === null ? null : uidNext - 1;
    return { kind: 'set-up', numbering: uidValidity, baselineUid, takeSince: firstTake(since, mailboxSetUpAt) };
  }
  const { base, generation } = numberingOf(cursor.uidValidity);
  if (base !== uidValidity) {
    return { kind: 'rescan', numbering: uidValidity, takeSince: takeAgain(since, cursor) };
  }
  // UIDNEXT never falls (RFC 9051 2.3.1.1): new mails would get numbers that the ledger knows, and be lost.
  if (uidNext !== null && uidNext <= cursor.highestUid) {
    const numbering = `${base}.${String(generation + 1)}`;
    return { kind: 'rescan', numbering, takeSince: takeAgain(since, cursor) };
  }
  return { kind: 'continue', numbering: cursor.uidValidity, afterUid: cursor.highestUid };
}

function numberingOf(kept: string): { readonly base: string; readonly generation: number } {
  const [base = '', generation = '0'] = kept.split('.');
  return { base, generation: Number(generation) };
}

function takeAgain(since: Since, { setUpAt }: FolderCursor): Date | null {
  switch (since) {
    case 'all':
      return null;
    case 'set-up':
      return new Date(setUpAt.getTime() - clockToleranceMs);
    default:
      return since;
  }
}

function firstTake(since: Since, mailboxSetUpAt: Date | null): Date | null | 'nothing' {
  switch (since) {
    case 'all':
      return null;
    case 'set-up':
      return mailboxSetUpAt === null ? 'nothing' : new Date(mailboxSetUpAt.getTime() - clockToleranceMs);
    default:
      return since;
  }
}
