import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { DeliveryClaim } from '../intake/delivery-claim.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { NoticeBook } from '../notice/book/notice.book.js';
import { Notice } from '../notice/store/notice.entity.js';
import { decideReport } from './report.decision.js';

/** What others report on our notices: a bounce or an absence is acted on at once, never only noted. */
@Injectable()
export class DeliveryReports {
  constructor(
    private readonly em: EntityManager,
    private readonly claims: DeliveryClaim,
    private readonly clerk: CaseClerk,
    private readonly book: NoticeBook,
  ) {}

  async take(data: DataOf<'delivery-report.received'>): Promise<void> {
    if (!(await this.claims.claim(data.deliveryId, 'report', null))) {
      return;
    }
    for (const report of data.reports) {
      const notice = report.noticeId && (await this.em.findOne(Notice, { id: report.noticeId }));
      if (!notice) {
        continue;
      }
      if (report.outcome === 'failed-hard') {
        await this.book.markBounced(this.em, notice.id);
      }
      await this.clerk.decide(notice.caseId, (state, policy, now) =>
        decideReport(
          state,
          {
            outcome: report.outcome,
            status: report.status,
            person: notice.personId ?? null,
            template: notice.template,
          },
          policy,
          now,
        ),
      );
    }
  }
}
