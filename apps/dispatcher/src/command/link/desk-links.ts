import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { CaseId, DeliveryId, NoticeId, PersonId } from '#libs/contracts/identity.js';
import { both, type Refused } from '../../case/case.decision.js';
import type { CaseState } from '../../case/case.state.js';
import { CaseClerk, type Applied } from '../../clerk/case.clerk.js';
import { Messages } from '../../intake/messages.js';
import { LinksStore } from '../../linking/links.store.js';
import { MergedCases } from '../../linking/merged-cases.js';
import { CasePolicies } from '../../policy/case-policies.js';
import { CaseStore } from '../../store/case.store.js';
import { judgeLink, sayLinked, tellLinked, type LinkCommand } from './link.decision.js';

export interface LinkOfMail {
  readonly caseId: CaseId;
  readonly deliveryId: DeliveryId;
  readonly person: PersonId;
}

/** 合并 and 关联: the desk puts two cases together. The case of the mail ends in the named one, or is linked to it. */
@Injectable()
export class DeskLinks {
  constructor(
    private readonly cases: CaseStore,
    private readonly links: LinksStore,
    private readonly merged: MergedCases,
    private readonly clerk: CaseClerk,
    private readonly messages: Messages,
    private readonly policies: CasePolicies,
    private readonly clock: BusinessClock,
  ) {}

  async run(mail: LinkOfMail, command: LinkCommand): Promise<Applied | Refused> {
    const { preset } = await this.cases.lock(mail.caseId);
    await this.links.lock(preset.id);
    const named = await this.cases.byNumber(preset.id, command.number);
    const other = named && (await this.cases.lock(await this.links.leadingOf(named.id)));
    const before = await this.cases.lock(mail.caseId);
    const policy = this.policies.of(preset, this.clock.now());
    const leadsGroup = await this.links.leads(before.id, 'group');
    const judged = judgeLink(before, command, other, { actor: mail.person, policy, leadsGroup });
    if (judged.kind === 'refused') {
      return judged;
    }
    const notices =
      command.verb === 'merge'
        ? await this.merge(mail, command, before, judged.other)
        : await this.link(mail, command, before, judged.other);
    return { kind: 'applied', before, state: await this.cases.lock(mail.caseId), notices };
  }

  /** What taking it back means: the two have nothing to do with each other. To be called before the links are removed. */
  async sayApart(caseId: CaseId, commandId: DeliveryId, person: PersonId): Promise<void> {
    for (const leadingId of await this.links.leadersByCommand(commandId)) {
      const other = await this.cases.lock(leadingId);
      await this.clerk.decide(caseId, (state) => sayLinked(state, other, 'apart', person, ''));
    }
  }

  private async merge(
    mail: LinkOfMail,
    { reason }: LinkCommand,
    follower: CaseState,
    leading: CaseState,
  ): Promise<readonly NoticeId[]> {
    await this.clerk.decide(follower.id, (state) => sayLinked(state, leading, 'merged', mail.person, reason));
    const { text } = await this.messages.of(follower.deliveryId);
    return this.merged.merge({
      follower: await this.cases.lock(follower.id),
      leadingId: leading.id,
      text: text.new === '' ? text.full : text.new,
      said: null,
      by: mail.person,
      commandId: mail.deliveryId,
    });
  }

  private async link(
    mail: LinkOfMail,
    { reason }: LinkCommand,
    one: CaseState,
    other: CaseState,
  ): Promise<readonly NoticeId[]> {
    await this.links.add({
      caseId: one.id,
      leadingId: other.id,
      kind: 'related',
      at: this.clock.now(),
      actor: mail.person,
      commandId: mail.deliveryId,
    });
    const applied = [
      await this.clerk.decide(one.id, (state) => {
        const said = sayLinked(state, other, 'related', mail.person, reason);
        return both(said, tellLinked(said.next, other, reason));
      }),
      await this.clerk.decide(other.id, (state) => tellLinked(state, one, reason)),
    ];
    return applied.flatMap((result) => (result.kind === 'applied' ? result.notices : []));
  }
}
