import type { NoticeChannel, Tag } from '#libs/contracts/vocabulary.js';
import type { Limit } from '../preset/limit.schema.js';

/** One step of the ladder with its instants. */
export interface LadderInstant {
  /** 1 is the first. */
  readonly step: number;
  readonly at: Date;
  /** Further tellings until somebody acknowledges. */
  readonly repeatsAt: readonly Date[];
  /** Role keys; groups are already resolved. */
  readonly roles: readonly string[];
  readonly channels: readonly NoticeChannel[];
}

/** A milestone of one case, started by one fact, with its due instant. */
export interface Deadline {
  /** Milestone key of the preset. */
  readonly milestone: string;
  /**
   * `milestone@instant of the start fact`, with `/due` where the limit was agreed: the same deadline on every computation.
   * A new start fact or a newly agreed limit makes a new one.
   */
  readonly key: string;
  readonly clauses: readonly string[];
  readonly from: Date;
  readonly limit: Limit;
  /** Null: waits until management or a plan has set it. */
  readonly dueAt: Date | null;
  /** The due instant was agreed for this case (PG-18.3, PC-10.1). */
  readonly agreed: boolean;
  /** In order, all before dueAt. */
  readonly warnAt: readonly Date[];
  readonly ladder: readonly LadderInstant[];
  /** Null: not reached yet. May lie after dueAt. */
  readonly satisfiedAt: Date | null;
  /** The case was closed before it was reached. */
  readonly droppedAt: Date | null;
  /** Stands still now: nothing is to be said, and dueAt moves on until the pause ends. */
  readonly paused: boolean;
  /** Roles that owe it. */
  readonly owners: readonly string[];
  /** What the case becomes when it is missed. */
  readonly missedTag: Tag | null;
}
