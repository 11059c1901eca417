/** What is remembered of one folder of one mailbox. */
export interface FolderCursor {
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
  /** Some servers leave it out. */
  readonly uidNext: number | null;
}

/** `set-up`: nothing older than the first connection; `all`; or what came since an instant. */
export type Since = 'set-up' | 'all' | Date;

/**
 * set-up    first contact: remember where the folder stands; take older mail only if it came since `takeSince`
 * continue  look at UIDs above `afterUid`
 * rescan    the server numbered its mails anew (UIDVALIDITY): look at all that came since `takeSince`, known content
 *           is recognised by its fingerprint
 * `takeSince` null: whatever its age.
 */
export type Scan =
  | { readonly kind: 'set-up'; readonly baselineUid: number | null; readonly takeSince: Date | null | 'nothing' }
  | { readonly kind: 'continue'; readonly afterUid: number }
  | { readonly kind: 'rescan'; readonly takeSince: Date | null };

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
  if (cursor === null) {
    const baselineUid = selected.uidNext === null ? null : selected.uidNext - 1;
    return { kind: 'set-up', baselineUid, takeSince: firstTake(since, mailboxSetUpAt) };
  }
  if (cursor.uidValidity === selected.uidValidity) {
    return { kind: 'continue', afterUid: cursor.highestUid };
  }
  switch (since) {
    case 'all':
      return { kind: 'rescan', takeSince: null };
    case 'set-up':
      return { kind: 'rescan', takeSince: new Date(cursor.setUpAt.getTime() - clockToleranceMs) };
    default:
      return { kind: 'rescan', takeSince: since };
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
