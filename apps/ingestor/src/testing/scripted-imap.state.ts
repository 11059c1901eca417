export interface ScriptedMail {
  readonly uid: number;
  readonly internalDate: string;
  deleted: boolean;
  /** Made when it is asked for, so that a folder of many mails costs little. */
  readonly raw: () => string;
}

/** What this server does otherwise than a good one. */
export interface Oddities {
  /** Beside IMAP4rev1. */
  readonly capabilities: readonly string[];
  /** Lets nobody open a folder who has not sent ID after the login, as NetEase does. */
  readonly wantsIdAfterLogin?: boolean;
  /** UIDs that are listed and refused when they are asked for. */
  readonly refusesToFetch?: readonly number[];
  /** UIDs that are listed and gone when they are asked for. */
  readonly losesBeforeFetch?: readonly number[];
  /** UIDs over which the connection breaks. */
  readonly breaksOver?: readonly number[];
  /** Gets this mail while it moves another, and tells of it in that answer and never again. */
  readonly arrivesDuringMove?: string;
  /** Refuses COPY and MOVE. */
  readonly keepsMails?: boolean;
  /** Folders that are listed and that nobody may open. */
  readonly refusesToOpen?: readonly string[];
  /** Leaves UIDNEXT out. */
  readonly hidesUidNext?: boolean;
  /** Access tokens that it accepts; it knows of no password then. */
  readonly tokens?: ReadonlySet<string>;
}

/** What the connections to one scripted server share. */
export interface ScriptedState {
  readonly folders: Map<string, ScriptedMail[]>;
  readonly asked: string[];
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly capabilities: string;
  told: boolean;
  add(raw: string): number;
}
