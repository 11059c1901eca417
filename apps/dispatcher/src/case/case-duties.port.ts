import type { Fact } from '#libs/contracts/vocabulary.js';
import type { CaseState } from './case.state.js';

/** Work that the preset opens on a case by itself. */
export interface Duty {
  /** Key of the preset's task. */
  readonly key: string;
  readonly title: string;
  readonly roles: readonly string[];
  /** Whoever handles the case owes it. */
  readonly ofHandler: boolean;
  /** Filing the result makes this a fact. */
  readonly fact: Fact;
  readonly recurring: boolean;
  /** Is not owed any more once this is a fact; null: until it is filed. */
  readonly endsOn: Fact | null;
  /** Parts that the result must have. */
  readonly sections: readonly PlanSection[];
  /** Roles that are told the result, and the fact that telling them makes. */
  readonly reportsTo: readonly string[];
  readonly reported: Fact | null;
  readonly template: string;
}

/** Whether and by whom the emergency plan is set going, and who hears of it (ME-0.2, ME-2.0). */
export interface ActivationRule {
  readonly mode: 'at-once' | 'by-decision';
  readonly decidedBy: readonly string[];
  readonly tells: readonly string[];
  readonly mark: string;
}

/** A part of a plan beyond person, measures and limit (ME-2.1, ME-3.2). */
export interface PlanSection {
  readonly key: string;
  readonly title: string;
}

/** Something that must be on record first, and is not (ME-0.7, PC-10.2). */
export interface ClosedGate {
  readonly title: string;
  /** What is missing, in words. */
  readonly needs: string;
}

/** Who may order business to stop, must confirm that it has, and may let it go on (ME-6.2). */
export interface SuspensionRule {
  readonly orderedBy: readonly string[];
  readonly acknowledgedBy: readonly string[];
  readonly liftedBy: readonly string[];
}

/** A ground on which the matter is not ours (SI-18). */
export interface ReferralGround {
  readonly key: string;
  readonly title: { readonly zh: string; readonly en: string };
}

/** Who decides that a matter is not ours, and on which grounds (SI-18). */
export interface ReferralRule {
  readonly decidedBy: readonly string[];
  readonly grounds: readonly ReferralGround[];
}

/** What the preset asks for on a case beyond its ordinary way: tasks, activation, gates, suspension. Pure. */
export interface CaseDuties {
  duty(key: string): Duty | null;
  /** What opens when a fact has come about. */
  opensOn(state: CaseState, fact: Fact): readonly Duty[];
  activation(state: CaseState): ActivationRule | null;
  closedGates(state: CaseState, before: 'planning' | 'execution' | 'closing'): readonly ClosedGate[];
  planSections(state: CaseState): readonly PlanSection[];
  suspension(state: CaseState): SuspensionRule | null;
  /** Of what a record lacks, what this preset asks for; nobody who stays unnamed is asked for a name (PC-18, SI-16). */
  asksFor(state: CaseState, missing: readonly string[]): readonly string[];
  /** Null: the preset knows no 转介. */
  readonly referral: ReferralRule | null;
  /** The preset wants evidence on record: that it was received is told (SI-14.2). */
  readonly keepsEvidence: boolean;
  /** How often a case may go from one handler to the next. */
  readonly transfersAtMost: number;
  /** What may be offered to mend the relationship, by title (PC-12). */
  goodwill(state: CaseState): readonly string[];
  /** Limits that whoever approves a plan sets with the approval (PC-10.1). */
  limitsSetByApproval(state: CaseState): readonly string[];
  /** What a complainant is called in front of those who need no name (SI-14.1). */
  readonly alias: string;
  /** Roles that see names, addresses and numbers of complainants (PC-6). */
  readonly contactRoles: readonly string[];
  /** Title of the stage that the case has reached last; null where the preset names none (PG-3, SI-4). */
  stageTitle(state: CaseState): string | null;
  /** Key of a cause by its key or title; null: there is none. */
  causeOf(written: string): string | null;
  /** Titles of all causes. */
  readonly causes: readonly string[];
  /** Key of a mark or a kind of complainant by its key or title; null: there is none. */
  markOf(written: string): string | null;
  kindOf(written: string): string | null;
  kindTitle(kind: string): string;
}
