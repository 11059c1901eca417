import type { Assessment } from '#apps/classifier/src/assessment/assessment.schema.js';
import type { PastCaseState } from '#apps/dispatcher/src/admin/read-past-cases.js';
import type { PresetRef, Tag } from '#libs/contracts/vocabulary.js';

/** What the classifier says of a complaint, without its words. */
export type Answer = Pick<Assessment, 'tag' | 'abstained' | 'category' | 'urgent' | 'clauses'>;

/** What of a case its limits and its way depend on. */
export type CaseFacts = Pick<
  PastCaseState,
  'id' | 'number' | 'unit' | 'tag' | 'category' | 'urgent' | 'stage' | 'marks' | 'facts' | 'pauses' | 'agreedLimits'
>;

/** A past case with what both versions of the policy say of its text. */
export interface PastCase {
  readonly state: CaseFacts;
  readonly openedUnder: PresetRef;
  /** People gave the tag or category: no version changes that. */
  readonly decidedByPeople: boolean;
  /** Under the version that the case was opened under, and under the new one; null where the text is erased. */
  readonly answers: { readonly before: Answer; readonly after: Answer } | null;
}

/** What would be different about one case. No personal data. */
export interface CaseDifference {
  readonly caseId: string;
  readonly number: string | null;
  readonly tag: Change<string> | null;
  readonly category: Change<string> | null;
  readonly urgent: Change<boolean> | null;
  readonly clauses: Change<string> | null;
  readonly routing: Change<string> | null;
  readonly deadlines: readonly DeadlineChange[];
}

export interface Change<Value> {
  readonly before: Value;
  readonly after: Value;
}

export interface DeadlineChange {
  readonly milestone: string;
  readonly kind: 'earlier' | 'later' | 'added' | 'gone';
  /** Null: not there, or set by people later. */
  readonly before: Date | null;
  readonly after: Date | null;
  /** Kept, or not yet due, under the one version, and missed under the new one. */
  readonly newlyMissed: boolean;
}

/** The tag whose limits would run: the graver one where the desk must decide, none where invalid is only proposed. */
export function tagInForce({ tag, abstained }: Pick<Answer, 'tag' | 'abstained'>): Tag | null {
  if (tag === 'invalid') {
    return null;
  }
  return abstained ? 'major' : tag;
}
