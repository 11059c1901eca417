import type { CaseEventType, DataOf } from '#libs/contracts/catalogue.js';
import type { CaseId, DeliveryId, PersonId } from '#libs/contracts/identity.js';
import type { caseEvent } from '#libs/contracts/messages/case-event.schema.js';
import type { Fact, FactRecord, NoticeChannel } from '#libs/contracts/vocabulary.js';
import type { Verb } from '../command/grammar/command.union.js';
import type { CaseState } from './case.state.js';

type Shared = keyof (typeof caseEvent)['shape'];

/** A message to be that carries the case's version: the clerk adds what all of them share from the state it ends in. */
export type Saying = {
  [T in CaseEventType]: {
    readonly type: T;
    readonly facts: readonly FactRecord[];
    readonly also: Omit<DataOf<T>, Shared>;
  };
}[CaseEventType];

/** What a notice quotes from the vault; the decision itself never holds it. */
export type Quotation = 'complaint' | 'assessment' | 'plan' | 'opinion' | 'result' | 'reason' | 'findings';

/** An answer that the complainant is offered to the question whether it is settled. */
export type OfferedAnswer = 'settled' | 'unsettled';

/** The two tags that the desk chooses between where the software is not sure. */
export type OfferedTag = 'tag-major' | 'tag-general';

/** The two answers to the question whether the emergency plan runs. */
export type OfferedActivation = 'activate' | 'decline';

export type Offer = Exclude<Verb, 'tag'> | OfferedAnswer | OfferedTag | OfferedActivation;

/** A notice to be: to whom by role or person, in which words by template key. Addresses are found later. */
export interface NoticeRequest {
  readonly template: string;
  readonly to:
    | { readonly kind: 'complainant' }
    | { readonly kind: 'person'; readonly person: PersonId }
    /** The authority that referred the case to us. */
    | { readonly kind: 'referrer' }
    /** Whoever wrote what became part of this case: told that it was taken in, and nothing else (docs/adr/0013). */
    | { readonly kind: 'sender-of'; readonly caseId: CaseId };
  readonly channel: NoticeChannel | 'reachable';
  /** Codes, numbers and titles that the template names. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly quotes: readonly Quotation[];
  readonly offers: readonly Offer[];
  /** Waits for the undo window, since a handler's command caused it. */
  readonly held: boolean;
  readonly urgent: boolean;
  readonly factWhenTold: Fact | null;
  /** A fax of the case other than its first delivery, whose pages go along. */
  readonly pagesOf?: DeliveryId;
}

/** A free text to be sealed in the vault under the case. */
export interface TextToSeal {
  readonly kind: 'plan' | 'note' | 'opinion' | 'result' | 'reason';
  readonly value: string | Readonly<Record<string, string>>;
}

/** A line of the case's history: what happened, by whom; words go to the vault. */
export interface HistoryLine {
  readonly event: string;
  readonly by: PersonId | 'complainant' | 'system';
  readonly text: TextToSeal | null;
  readonly codes: Readonly<Record<string, string>>;
}

/** The case changes: its next state, what is said about it, who is told, what goes on record. */
export interface Changed {
  readonly kind: 'changed';
  readonly next: CaseState;
  readonly sayings: readonly Saying[];
  readonly notices: readonly NoticeRequest[];
  readonly history: readonly HistoryLine[];
}

export type RefusalCode =
  | 'not-yours' // the sender has no say in this
  | 'wrong-stage' // it cannot be done at this point of the case
  | 'already-done'
  | 'plan-incomplete' // person, measures and limit belong together
  | 'limit-unreadable'
  | 'limit-in-the-past'
  | 'limit-too-late' // later than the policy allows without an extension
  | 'text-missing' // the verb needs a text
  | 'opinion-unclear'
  | 'plan-superseded' // the answer is to an earlier plan than the one that waits now
  | 'unknown-target'
  | 'conflict-of-interest'
  | 'unknown-category'
  | 'wording-refused' // PG-6, PC-19
  | 'personal-data' // a text for a group names one of its members (PC-6)
  | 'unknown-case'
  | 'same-case'
  | 'leads-group'
  | 'nothing-to-undo'
  | 'too-late-to-undo'
  | 'nobody-to-decide' // the role that must decide is vacant
  | 'activation-pending' // the case waits until the emergency plan is decided on (ME-2.0)
  | 'gate-closed' // something must be on record first (ME-0.7)
  | 'too-many-transfers'
  | 'limit-missing' // an approval that must name the limit, and does not (PC-10.1)
  | 'no-task' // the sender owes none of this kind
  | 'which-task'
  | 'report-incomplete' // the preset asks for further parts (ME-3.1)
  | 'cause-missing' // a rectification report begins with a cause code (PC-10.2)
  | 'no-suspension' // the preset knows none for this case, or there is none to lift
  | 'no-emergency'
  | 'no-referral' // the preset knows none (SI-18)
  | 'unknown-ground'
  | 'channel-missing'; // nobody is turned away without being told where to turn to (SI-18)

/** Nothing changes; the sender is told why, and which line is at fault. */
export interface Refused {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string>>;
}

export type Decision = Changed | Refused;

export function refused(code: RefusalCode, details: Readonly<Record<string, string>> = {}): Refused {
  return { kind: 'refused', code, details };
}

/** Two changes, one after the other, as one. */
export function both(first: Changed, second: Changed): Changed {
  return {
    kind: 'changed',
    next: second.next,
    sayings: [...first.sayings, ...second.sayings],
    notices: [...first.notices, ...second.notices],
    history: [...first.history, ...second.history],
  };
}

export function factAt(fact: Fact, at: Date): FactRecord {
  return { fact, at: at.toISOString() };
}
