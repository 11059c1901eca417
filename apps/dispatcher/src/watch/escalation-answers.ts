import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { EscalationId, type CaseId, type PersonId } from '#libs/contracts/identity.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';

/** 知悉: tells the watchdog which steps need not be repeated. */
@Injectable()
export class EscalationAnswers {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The step whose notice was answered; where another notice was answered (or none, by the case number), every step of
   * the case that this person was told of.
   */
  async acknowledge(caseId: CaseId, person: PersonId, noticeId: string | null): Promise<void> {
    const rows = await this.em.execute<{ escalation_id: string; answered: boolean }[]>(
      `select e.escalation_id, bool_or(n.id::text = ?) as answered
         from cases.escalation_notice e join cases.notice n on n.id = e.notice_id
        where e.case_id = ? and n.person_id = ?
        group by e.escalation_id order by e.escalation_id`,
      [noticeId ?? '', caseId, person],
    );
    const answered = rows.filter((row) => row.answered);
    for (const row of answered.length > 0 ? answered : rows) {
      await this.outbox.add('escalation.acknowledged', {
        escalationId: EscalationId.parse(row.escalation_id),
        caseId,
      });
    }
  }
}
