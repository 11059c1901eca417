import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { CaseId, type DeliveryId } from '#libs/contracts/identity.js';
import type { CaseState } from '../case/case.state.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { CasePolicies } from '../policy/case-policies.js';
import { CaseStore } from '../store/case.store.js';
import { FindsStore } from './finds.store.js';
import { joinGroup, leadGroup, leaveGroup } from './group.decision.js';
import { LinksStore } from './links.store.js';
import { Statements } from './statements.js';

/** Makes one matter of the cases that the classifier found to have one cause. */
@Injectable()
export class Groups {
  constructor(
    private readonly em: EntityManager,
    private readonly cases: CaseStore,
    private readonly clerk: CaseClerk,
    private readonly finds: FindsStore,
    private readonly links: LinksStore,
    private readonly policies: CasePolicies,
    private readonly statements: Statements,
    private readonly clock: BusinessClock,
  ) {}

  /** Puts the case of a delivery where it belongs in its group; waits for numbers that are still to be given. */
  async settle(deliveryId: DeliveryId): Promise<void> {
    const group = await this.finds.groupOf(deliveryId);
    const own = await this.leadingState(deliveryId);
    const first = group && (await this.leadingState(group.leadingDelivery));
    if (group === null || own === null || first === null) {
      return;
    }
    const rule = this.policies.presets.get(own.preset).groups;
    if (rule === null) {
      await this.finds.settleMember(deliveryId);
      return;
    }
    await this.links.lock(own.preset.id);
    const leadingId = await this.leaderOf(group.id, first, own);
    if (leadingId === null) {
      return;
    }
    const leading = await this.cases.find(leadingId);
    if (leading?.tag !== rule.tag || leading.question !== null || !leading.marks.includes(rule.mark)) {
      await this.clerk.decide(leadingId, (state, policy, now) => leadGroup(state, group, rule, policy, now));
    }
    if (own.id !== leadingId) {
      await this.join(own, leadingId, rule);
    }
    await this.finds.settleMember(deliveryId);
  }

  /**
   * A complaint that people put elsewhere is no member any more: it is told nothing further of the group, and nothing is
   * taken back. Whoever leads keeps the lead; a case of which another delivery still belongs there stays.
   */
  async leave(left: DataOf<'case.group-left'>, at: Date): Promise<void> {
    if (!(await this.finds.removeMember(left, at))) {
      return;
    }
    const own = await this.leadingState(left.deliveryId);
    const rule = own && this.policies.presets.get(own.preset).groups;
    if (own === null || rule === null) {
      return;
    }
    await this.links.lock(own.preset.id);
    const { leadingId, stillMember } = await this.finds.leftGroup(left.groupId, own.id);
    const leading = leadingId && (await this.cases.find(await this.links.leadingOf(leadingId)));
    if (leading === null || stillMember || leading.id === own.id) {
      return;
    }
    if (await this.links.remove(own.id, leading.id, 'group')) {
      await this.clerk.decide(own.id, (state) => leaveGroup(state, leading, rule));
    }
  }

  private async join(own: CaseState, leadingId: CaseId, rule: Parameters<typeof joinGroup>[2]): Promise<void> {
    const leading = await this.cases.find(leadingId);
    const at = this.clock.now();
    const added = await this.links.add({
      caseId: own.id,
      leadingId,
      kind: 'group',
      at,
      actor: 'system',
      commandId: null,
    });
    if (leading === null || !added) {
      return;
    }
    await this.clerk.decide(own.id, (state) => joinGroup(state, leading, rule));
    await this.statements.tellLatest(leadingId, own.id);
  }

  /** Chosen once: the case of the first complaint, or, where that has ended, the one that asks first. */
  private async leaderOf(groupId: string, first: CaseState, own: CaseState): Promise<CaseId | null> {
    const candidate = first.stage === 'closed' ? own : first;
    const chosen = candidate.number === null || own.number === null ? null : candidate.id;
    if (chosen === null) {
      return null;
    }
    const rows = await this.em.execute<{ leading_id: string }[]>(
      'update cases.case_group set leading_id = coalesce(leading_id, ?) where id = ? returning leading_id',
      [chosen, groupId],
    );
    return this.links.leadingOf(CaseId.parse(rows[0]?.leading_id ?? chosen));
  }

  private async leadingState(deliveryId: DeliveryId): Promise<CaseState | null> {
    const opened = await this.cases.byDelivery(deliveryId);
    return opened && this.cases.find(await this.links.leadingOf(opened.id));
  }
}
