import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { NoticeId } from '#libs/contracts/identity.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { Vault } from '#libs/vault/vault.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { DeliveryClaim } from '../intake/delivery-claim.js';
import { NoticeBook } from '../notice/book/notice.book.js';
import { NoticeOutcomes } from '../notice/send/notice-outcomes.port.js';
import { markProved, markTold } from '../notice/send/record-outcome.js';
import { Notice } from '../notice/store/notice.entity.js';
import { TieFinder } from '../reply/find-tie.js';
import { HistoryStore } from '../store/history.store.js';
import { gravestReport } from './gravest-report.js';
import { decideReport } from './report.decision.js';
import { failureWords } from './sms-failure-words.table.js';

type Data = DataOf<'delivery-report.received'>;

/** What others report on our notices: a bounce or an absence is acted on at once, never only noted. */
@Injectable()
export class DeliveryReports {
  constructor(
    private readonly em: EntityManager,
    private readonly claims: DeliveryClaim,
    private readonly ties: TieFinder,
    private readonly clerk: CaseClerk,
    private readonly book: NoticeBook,
    private readonly vault: Vault,
    private readonly history: HistoryStore,
    private readonly outcomes: NoticeOutcomes,
    private readonly clock: BusinessClock,
  ) {}

  /** Joins the caller's transaction; the same delivery again changes nothing. */
  async take(data: Data, message: StoredMessage): Promise<void> {
    await this.claims.serialise(data.deliveryId);
    const notice = await this.noticeOf(data, message);
    if (!(await this.claims.claim(data.deliveryId, 'report', notice?.caseId ?? null)) || !notice) {
      return;
    }
    const report = gravestReport(data.reports);
    if (report.outcome === 'delivered' && inDoubt(notice)) {
      await this.settle(notice);
    } else if (report.outcome === 'delivered') {
      await markProved(this.em, notice.id);
    }
    if (report.outcome === 'failed-hard') {
      await this.book.markBounced(this.em, notice.id);
    }
    const lostBefore = await this.history.lostBefore(notice.caseId);
    await this.clerk.decide(notice.caseId, (state, policy, now) =>
      decideReport(
        state,
        {
          outcome: report.outcome,
          status: report.status,
          person: notice.personId ?? null,
          channel: notice.channel,
          template: notice.template,
          lostBefore,
          call: { why: whyOf(notice, report.status), text: '' },
        },
        policy,
        now,
      ),
    );
    // After the case is locked: whoever else writes to it takes the two in the same order.
    await this.vault.join(data.deliveryId, notice.caseId);
  }

  /** A message that nobody could say had gone is told now: its receipt is the proof. */
  private async settle({ id, providerReference }: Notice): Promise<void> {
    const now = this.clock.now();
    await markTold(this.em, id, providerReference ?? null, now);
    await this.outcomes.told(id, now);
  }

  /**
   * By the token of ours that the report brings back. Whoever is away must be the one the notice went to: a token that
   * was passed on says nothing of its owner. A bounce is written by a server, so its sender is no matter.
   */
  private async noticeOf(data: Data, message: StoredMessage): Promise<Notice | null> {
    const named = data.reports.find(({ noticeId }) => noticeId !== null)?.noticeId;
    if (named != null) {
      return this.em.findOne(Notice, { id: named });
    }
    if (data.kind === 'sms-receipt') {
      return this.noticeOfReceipt(message.found.references);
    }
    const notice = await this.ties.noticeOf(message, this.clock.now());
    const ofAnother =
      data.kind === 'absence' && notice?.personId != null && this.ties.senderOf(message) !== notice.personId;
    return ofAnother ? null : notice;
  }

  /** By our own id where the provider gives it back, else by the id that it gave when the message was sent. */
  private async noticeOfReceipt(references: readonly string[]): Promise<Notice | null> {
    const ours = references.flatMap((id) => NoticeId.safeParse(id).data ?? []);
    return (
      (await this.em.findOne(Notice, { channel: 'sms', id: { $in: ours } })) ??
      (await this.em.findOne(Notice, { channel: 'sms', providerReference: { $in: [...references] } }))
    );
  }
}

/** Asked about still, or left to a person: the receipt that comes yet says that it arrived. */
function inDoubt({ state, failure }: Notice): boolean {
  return state === 'in-doubt' || (state === 'failed' && failure === 'in-doubt');
}

function whyOf({ channel }: Notice, status: string): string {
  return channel === 'sms'
    ? `短信已发出，但服务商回执称未送达${status === '' ? '' : `（代码 ${status}）`}。`
    : failureWords.bounced;
}
