import type { PersonId } from '#libs/contracts/identity.js';
import type { Fact, NoticeChannel } from '#libs/contracts/vocabulary.js';
import type { WrittenLimit } from '../command/limit/read-limit.js';
import type { CaseDuties } from './case-duties.port.js';
import type { CaseState, ReviewStep } from './case.state.js';

export interface Assignment {
  readonly department: string;
  readonly handler: PersonId;
}

/** Roles that hear of a case at once when it gets a tag: heads copied (PG-19), management told (PC-2.2). */
export interface TagAlert {
  readonly template: string;
  readonly roles: readonly string[];
  readonly channels: readonly NoticeChannel[];
  readonly fact: Fact | null;
}

/**
 * What the preset and the roster answer for one case. Pure: the same questions give the same answers for the same
 * version of the preset and the same roster.
 */
export interface CasePolicy {
  /** Tasks, activation, gates and suspension. */
  readonly duties: CaseDuties;
  /** Zero where the preset lets notices caused by handlers go out at once. */
  readonly undoWindowMs: number;
  /** Channels a handler is told by at dispatch (PG-21). */
  readonly dispatchChannels: readonly NoticeChannel[];
  /** The complainant is told at once who has taken the case (PC-2.1); else with the plan (PG-25). */
  readonly tellsWhoAccepted: boolean;
  /** Key of a category by its key or title; null: there is none. */
  categoryOf(written: string): string | null;
  /** Department and handler by unit and category (PG-20), leaving out whoever is kept out of it or away; null: nobody. */
  assign(state: CaseState, category: string, away?: readonly PersonId[]): Assignment | null;
  /** Whoever stands in for a person by the roster; null: nobody is named. */
  deputyFor(state: CaseState, person: PersonId): Assignment | null;
  /** A person or department by the name that a handler wrote. */
  findTarget(state: CaseState, written: string): Assignment | null;
  desk(state: CaseState): readonly PersonId[];
  holders(state: CaseState, roles: readonly string[]): readonly PersonId[];
  isDesk(state: CaseState, person: PersonId): boolean;
  isManagement(state: CaseState, person: PersonId): boolean;
  nameOf(person: PersonId): string;
  /** Whom the person reports to by the roster; null: nobody is named. */
  superiorOf(person: PersonId): PersonId | null;
  alerts(state: CaseState, on: Fact): readonly TagAlert[];
  /** Steps before a plan may be carried out, legal before management (PC-16, ME-2.1). */
  reviewSteps(state: CaseState): readonly ReviewStep[];
  /** Roles of which one must confirm an extension (PG-18.3). */
  readonly extensionRoles: readonly string[];
  /** When the case must be resolved; null where no limit applies yet. */
  resolutionLimit(state: CaseState): { readonly milestone: string; readonly dueAt: Date } | null;
  /** Milestones whose limit is the plan's own (PG-26). */
  planMilestones(state: CaseState): readonly string[];
  /** By when a fact must have come about, by the earliest limit that runs; null: no limit asks for it. */
  dueFor(state: CaseState, fact: Fact): Date | null;
  /** Due instant of a limit that a person wrote, counted from `from` on the preset's calendar; null if impossible. */
  dueOf(limit: WrittenLimit, from: Date): Date | null;
  /** Phrase in a text for the customer that must not be said (PG-6, PC-19); null: none. */
  forbiddenPhrase(text: string): string | null;
  formatInstant(at: Date): string;
}
