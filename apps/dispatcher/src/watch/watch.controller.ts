import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { change } from '../case/change-case.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import type { PresetCasePolicy } from '../policy/preset-case.policy.js';
import { decideApproaching, decideEscalation, decideMissed, type EscalationOutcome } from './escalation.decision.js';

/** What the watchdog says of limits. The preset may have lost a milestone since: then there is nothing to look at. */
@Controller()
export class WatchController {
  constructor(
    private readonly em: EntityManager,
    private readonly clerk: CaseClerk,
    private readonly outbox: Outbox,
  ) {}

  @Handles('deadline.approaching')
  async onApproaching(@Payload() data: DataOf<'deadline.approaching'>, @Ctx() _context: MessageContext): Promise<void> {
    await this.clerk.decide(data.caseId, (state, policy) => {
      const milestone = policy.milestone(data.milestone);
      return milestone ? decideApproaching(state, data, milestone, policy) : change(state, {});
    });
  }

  @Handles('deadline.missed')
  async onMissed(@Payload() data: DataOf<'deadline.missed'>, @Ctx() _context: MessageContext): Promise<void> {
    await this.clerk.decide(data.caseId, (state, policy, now) => {
      const milestone = policy.milestone(data.milestone);
      return milestone ? decideMissed(state, data, milestone, now) : change(state, {});
    });
  }

  @Handles('escalation.due')
  async onEscalation(@Payload() data: DataOf<'escalation.due'>, @Ctx() _context: MessageContext): Promise<void> {
    const { caseId, escalationId } = data;
    const judged: { outcome: EscalationOutcome } = { outcome: { kind: 'moot', code: 'milestone-reached' } };
    const applied = await this.clerk.decide(caseId, (state, policy: PresetCasePolicy) => {
      const milestone = policy.milestone(data.milestone);
      if (milestone) {
        judged.outcome = decideEscalation(state, data, milestone, policy);
      }
      return judged.outcome.kind === 'tell' ? judged.outcome.change : change(state, {});
    });
    const notices = applied.kind === 'applied' ? applied.notices : [];
    if (judged.outcome.kind === 'moot' || notices.length === 0) {
      await this.outbox.add('escalation.moot', {
        escalationId,
        caseId,
        code: judged.outcome.kind === 'moot' ? judged.outcome.code : 'role-vacant',
      });
      return;
    }
    for (const noticeId of notices) {
      await this.em.execute(
        'insert into cases.escalation_notice (notice_id, escalation_id, case_id) values (?, ?, ?)',
        [noticeId, escalationId, caseId],
      );
    }
  }
}
