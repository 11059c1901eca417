import type { CaseId, DeliveryId, PersonId } from '#libs/contracts/identity.js';
import type { AgreedLimit } from '#libs/contracts/messages/case-event.schema.js';
import type {
  Channel,
  CloseReason,
  Fact,
  FactRecord,
  Language,
  NoticeChannel,
  PauseRecord,
  PresetRef,
  Stage,
  Tag,
} from '#libs/contracts/vocabulary.js';

/** What the desk has been asked and has not decided yet. Its clock is visible; nothing else waits on a machine. */
export type DeskQuestion =
  | { readonly about: 'invalid' } // the software proposes invalid (PG-14)
  /** The software abstains, with invalid as its best guess or another, or did not answer in time. */
  | { readonly about: 'tag'; readonly looksInvalid?: true }
  | { readonly about: 'handler-says-invalid' | 'handler-says-referred'; readonly by: PersonId };

/** What a plan still needs before it may be carried out, in the preset's order (legal before management). */
export interface ReviewStep {
  readonly kind: 'opinion' | 'approval';
  readonly roles: readonly string[];
  readonly clauses: readonly string[];
}

/** Who solves, measures and limit lie in the vault as item `plan`; here is only what decides. */
export interface Plan {
  readonly no: number;
  readonly by: PersonId;
  readonly dueAt: Date;
  /** Steps still open, the next one first. Empty: in force. */
  readonly openSteps: readonly ReviewStep[];
  readonly rejected: boolean;
}

/** Somebody asked for more time; it counts only when confirmed (PG-18.3). */
export interface ExtensionRequest {
  readonly by: PersonId;
  readonly dueAt: Date;
}

/** Until `to` accepts, the old handler stays responsible (PG-9). */
export interface Transfer {
  readonly to: PersonId;
  readonly department: string;
}

/** Work that the preset opened on a case for a role; what was filed lies in the vault (ME-0.3, SI-8, PC-10.2). */
export interface CaseTask {
  /** Key of the preset's task. */
  readonly task: string;
  readonly openedAt: Date;
  /** Null while it is owed. One that recurs stays owed. */
  readonly filedAt: Date | null;
}

/** Whether the emergency plan runs on a case; null: there is none for it (ME-0.2, ME-2.0). */
export type Activation = 'asked' | 'active' | 'declined';

/** One complaint under way, as far as decisions need it: ids, codes and instants, no personal data. */
export interface CaseState {
  readonly id: CaseId;
  readonly version: number;
  readonly preset: PresetRef;
  readonly unit: string;
  readonly deliveryId: DeliveryId;
  readonly channel: Channel;
  readonly origin: string;
  readonly language: Language;
  readonly receivedAt: Date;
  /** How the complainant can be reached; null: not at all, a call task is due. */
  readonly reachableBy: NoticeChannel | null;
  readonly number: string | null;
  readonly stage: Stage;
  readonly tag: Tag | null;
  readonly clauses: readonly string[];
  readonly category: string | null;
  readonly urgent: boolean;
  readonly marks: readonly string[];
  readonly question: DeskQuestion | null;
  readonly acknowledged: boolean;
  readonly department: string | null;
  /** Whoever must take the case, and after accepting it answers for it. */
  readonly handler: PersonId | null;
  /** Whoever is complained of and those who report to them: they neither handle nor approve (PG-13.2.5, PC-4.2). */
  readonly keptOut: readonly PersonId[];
  readonly transfer: Transfer | null;
  readonly plan: Plan | null;
  readonly extension: ExtensionRequest | null;
  readonly tasks: readonly CaseTask[];
  readonly activation: Activation | null;
  /** Key of the preset's kind of complainant; null: nobody knows (PG-2). */
  readonly complainantKind: string | null;
  readonly facts: readonly FactRecord[];
  readonly pauses: readonly PauseRecord[];
  readonly agreedLimits: readonly AgreedLimit[];
  readonly closeReason: CloseReason | null;
}

export function hasFact(state: CaseState, fact: Fact): boolean {
  return state.facts.some((record) => record.fact === fact);
}

/** Instant of the latest record of a fact; null when there is none. */
export function latestFact(state: CaseState, fact: Fact): Date | null {
  const times = state.facts.filter((record) => record.fact === fact).map((record) => Date.parse(record.at));
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** What the case is called in front of people: its number, or a mark that it has none yet. */
export function nameOf(state: CaseState): string {
  return state.number ?? '(未编号)';
}
