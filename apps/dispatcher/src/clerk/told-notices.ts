import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CaseId, EscalationId, type NoticeId } from '#libs/contracts/identity.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { both, factAt } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { NoticeOutcomes } from '../notice/send/notice-outcomes.port.js';
import { Notice, type NoticeFailureCode } from '../notice/store/notice.entity.js';
import { decideUndelivered } from '../report/undelivered.decision.js';
import { Vault } from '#libs/vault/vault.js';
import { SealedNotice } from '../notice/sealed-notice.schema.js';
import { CaseStore } from '../store/case.store.js';
import { HistoryStore } from '../store/history.store.js';
import { CaseClerk } from './case.clerk.js';

/** Notes on the case what became of its notices: a fact when one was told, a task for the desk when one will not arrive. */
@Injectable()
export class ToldNotices extends NoticeOutcomes {
  constructor(
    private readonly em: EntityManager,
    private readonly clerk: CaseClerk,
    private readonly outbox: Outbox,
    private readonly cases: CaseStore,
    private readonly history: HistoryStore,
    private readonly vault: Vault,
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
    const lostBefore = await this.history.lostBefore(notice.caseId);
    const said = await this.saidTo(notice, code);
    await this.clerk.decide(notice.caseId, (state, policy, now) => {
      const failed = change(state, {
        sayings: [
          {
            type: 'notice.failed',
            facts: [],
            also: { noticeId: id, template: notice.template, channel: notice.channel, code },
          },
        ],
      });
      const { personId, channel, template } = notice;
      const undelivered = { code, person: personId ?? null, channel, template, lostBefore, said };
      return both(failed, decideUndelivered(failed.next, undelivered, policy, now));
    });
  }

  /** What a text message would have told the complainant: whoever calls says it instead. */
  private async saidTo({ channel, recipientKind, item }: Notice, code: NoticeFailureCode): Promise<string> {
    if (channel !== 'sms' || recipientKind !== 'party' || code === 'erased') {
      return '';
    }
    const sealed = await this.vault.openJson(item, SealedNotice);
    return sealed.channel === 'sms' ? sealed.text : '';
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
