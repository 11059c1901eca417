import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CaseId, EscalationId, type NoticeId } from '#libs/contracts/identity.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { both, factAt } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toAll } from '../case/notice-request.js';
import { NoticeOutcomes } from '../notice/send/notice-outcomes.port.js';
import { Notice, type NoticeFailureCode } from '../notice/store/notice.entity.js';
import { CaseStore } from '../store/case.store.js';
import { CaseClerk } from './case.clerk.js';

/** Notes on the case what became of its notices: a fact when one was told, a task for the desk when one will not arrive. */
@Injectable()
export class ToldNotices extends NoticeOutcomes {
  constructor(
    private readonly em: EntityManager,
    private readonly clerk: CaseClerk,
    private readonly outbox: Outbox,
    private readonly cases: CaseStore,
  ) {
    super();
  }

  override async told(id: NoticeId, at: Date): Promise<void> {
    const notice = await this.em.findOneOrFail(Notice, { id });
    if ((await this.cases.find(notice.caseId)) === null) {
      return; // help for a command that belongs to no case
    }
    const facts = notice.fact == null ? [] : [factAt(notice.fact, at)];
    await this.clerk.decide(notice.caseId, (state) =>
      change(state, {
        sayings: [
          { type: 'notice.told', facts, also: { noticeId: id, template: notice.template, channel: notice.channel } },
        ],
      }),
    );
    await this.answerEscalation(id);
  }

  override async failed(id: NoticeId, code: NoticeFailureCode, _at: Date): Promise<void> {
    const notice = await this.em.findOneOrFail(Notice, { id });
    if ((await this.cases.find(notice.caseId)) === null) {
      return; // help for a command that belongs to no case
    }
    await this.clerk.decide(notice.caseId, (state, policy) => {
      const failed = change(state, {
        sayings: [
          {
            type: 'notice.failed',
            facts: [],
            also: { noticeId: id, template: notice.template, channel: notice.channel, code },
          },
        ],
        history: [{ event: 'notice-failed', by: 'system', text: null, codes: { template: notice.template, code } }],
      });
      // The task about a failed notice must not beget another one.
      const taskWorthy = notice.template !== 'call-task' && state.stage !== 'closed';
      return taskWorthy
        ? both(
            failed,
            change(failed.next, {
              notices: toAll(policy.desk(state), 'call-task', {
                quotes: ['complaint'],
                offers: ['contacted', 'help'],
                urgent: true,
              }),
            }),
          )
        : failed;
    });
  }

  /** The first notice of an escalation that arrives answers it. */
  private async answerEscalation(id: NoticeId): Promise<void> {
    const rows = await this.em.execute<{ escalation_id: string; case_id: string }[]>(
      `update cases.escalation_notice n set told = true where notice_id = ?
         and not exists (select 1 from cases.escalation_notice o where o.escalation_id = n.escalation_id and o.told)
       returning escalation_id, case_id`,
      [id],
    );
    for (const row of rows) {
      await this.outbox.add('escalation.told', {
        escalationId: EscalationId.parse(row.escalation_id),
        caseId: CaseId.parse(row.case_id),
      });
    }
  }
}
