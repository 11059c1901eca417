import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import type { CaseId, NoticeId } from '#libs/contracts/identity.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import type { VaultItemId } from '#libs/vault/vault-item.js';
import type { Decision, Refused, Saying } from '../case/case.decision.js';
import type { CaseState } from '../case/case.state.js';
import type { PresetCasePolicy } from '../policy/preset-case.policy.js';
import { withActivation } from '../duty/activate.js';
import { withClosing } from '../duty/close-settled.js';
import { withTasks } from '../duty/open-tasks.js';
import { withReferrer } from '../referral/answer-referrer.js';
import { withAlerts } from '../registration/alert-roles.js';
import { HandOverBook } from '../handover/hand-over.book.js';
import { StatementBook } from '../linking/statement.book.js';
import { CasePolicies } from '../policy/case-policies.js';
import { CaseStore } from '../store/case.store.js';
import { HistoryStore } from '../store/history.store.js';
import { NoticeWriter } from './notice.writer.js';

export interface Applied {
  readonly kind: 'applied';
  readonly before: CaseState;
  readonly state: CaseState;
  readonly notices: readonly NoticeId[];
}

/** Decides on a case with what the clerk hands over: its state, its policy, the business instant. */
export type Decide = (state: CaseState, policy: PresetCasePolicy, now: Date) => Decision;

/**
 * The only writer of cases. Locks the case, asks for a decision, and writes everything that follows from it (state,
 * history, messages, notices) in the caller's transaction: all of it or nothing.
 */
@Injectable()
export class CaseClerk {
  constructor(
    private readonly cases: CaseStore,
    private readonly history: HistoryStore,
    private readonly policies: CasePolicies,
    private readonly outbox: Outbox,
    private readonly notices: NoticeWriter,
    private readonly statements: StatementBook,
    private readonly handOvers: HandOverBook,
    private readonly clock: BusinessClock,
  ) {}

  async decide(id: CaseId, decide: Decide): Promise<Applied | Refused> {
    const before = await this.cases.lock(id);
    const now = this.clock.now();
    const policy = this.policies.of(before.preset, now);
    const judged = decide(before, policy, now);
    if (judged.kind === 'refused') {
      return judged;
    }
    const started = withClosing(withActivation(judged, policy, now), policy, now);
    const decision = withTasks(withAlerts(withReferrer(started), policy), policy, now);
    const reason = await this.history.append(id, decision.history, now);
    if (decision.next !== before) {
      await this.cases.save(decision.next);
    }
    await this.say(before, decision.next, decision.sayings, reason);
    await this.handOvers.enter(
      decision.next,
      decision.sayings.map(({ type }) => type),
      now,
    );
    const notices = await this.notices.write(decision.next, decision.notices, policy);
    await this.statements.takeDown(decision.next, decision.notices, policy.undoWindowMs, now);
    return { kind: 'applied', before, state: decision.next, notices };
  }

  /** Puts a case back to an earlier state (撤销); its version still rises, so that everybody follows. */
  async restore(current: CaseState, earlier: CaseState): Promise<CaseState> {
    const restored: CaseState = { ...earlier, version: current.version + 1 };
    await this.cases.save(restored);
    const also = { pauses: [...restored.pauses], agreedLimits: [...restored.agreedLimits] };
    await this.outbox.add('case.reverted', {
      ...sharedPart(restored, restored.version),
      facts: [...restored.facts],
      ...also,
    });
    await this.handOvers.enter(restored, ['case.reverted'], this.clock.now());
    return restored;
  }

  private async say(
    before: CaseState,
    next: CaseState,
    sayings: readonly Saying[],
    reason: VaultItemId | null,
  ): Promise<void> {
    for (const [index, saying] of sayings.entries()) {
      const shared = sharedPart(next, before.version + index + 1);
      // Each saying is typed by its own message; joined with what all share it is that message's data.
      const data = {
        ...shared,
        facts: [...saying.facts],
        ...saying.also,
        // Why a person gave the tag, for whoever may read it in the vault.
        ...(saying.type === 'case.tagged' && saying.also.person !== undefined && reason !== null ? { reason } : {}),
      } as DataOf<typeof saying.type>;
      await this.outbox.add(saying.type, data);
    }
  }
}

/** What every `case.*` message says of the state it ends in. */
export function sharedPart(state: CaseState, caseVersion: number): Omit<DataOf<'case.noted'>, 'facts'> {
  return {
    caseId: state.id,
    caseVersion,
    preset: { ...state.preset },
    unit: state.unit,
    tag: state.tag,
    category: state.category,
    urgent: state.urgent,
    stage: state.stage,
    marks: [...state.marks],
  };
}
