import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { Identities, NoticeId } from '#libs/contracts/identity.js';
import { issueToken } from '#libs/mail/token/reply-token.js';
import { currentChain } from '#libs/messaging/message-context.js';
import { Vault } from '#libs/vault/vault.js';
import { judgeLoopBudget } from '../budget/loop-budget.decision.js';
import { HtmlLayout } from '../compose/html-layout.js';
import type { NoticeCase } from '../notice-case.js';
import type { NoticeIntent, NoticeRecipient } from '../notice.intent.js';
import { holdUntil } from '../quiet/hold-until.decision.js';
import { QuietHours } from '../quiet/quiet-hours.js';
import { markFailed } from '../send/record-outcome.js';
import { Notice } from '../store/notice.entity.js';
import { greeting } from '../wording/greeting.js';
import { NoticeWording } from '../wording/notice-wording.js';
import { cancelNotices } from './cancel-notices.js';
import { countRecent } from './count-recent.js';
import { NoticeSettings } from './notice-settings.js';
import { NoticeWake } from './notice-wake.js';
import { noticeToSeal } from './seal-notice.js';
import { partyAddressPurpose, tokenKeyPurpose } from './token-key.js';

/** Takes notices down in the caller's transaction; NoticeSender sends what is on the book. */
@Injectable()
export class NoticeBook {
  readonly #tokenKey: Buffer;

  constructor(
    private readonly vault: Vault,
    private readonly clock: BusinessClock,
    private readonly identities: Identities,
    private readonly wording: NoticeWording,
    private readonly layout: HtmlLayout,
    private readonly quiet: QuietHours,
    private readonly settings: NoticeSettings,
    private readonly wake: NoticeWake,
  ) {
    this.#tokenKey = vault.deriveKey(tokenKeyPurpose);
  }

  /**
   * Composes and seals each notice and takes it down; once the transaction commits it is sent when its time has come.
   * One over its loop budget is taken down as cancelled. The vault's group `caseId` must be open. Throws when a
   * template is missing.
   */
  async intend(em: EntityManager, about: NoticeCase, intents: readonly NoticeIntent[]): Promise<NoticeId[]> {
    const ids: NoticeId[] = [];
    for (const intent of intents) {
      ids.push(await this.takeDown(em, about, intent));
    }
    this.wake.afterCommit(em);
    return ids;
  }

  /** Takes back notices that have not gone (撤销): all of them, or none and false when one has. */
  async cancelAll(em: EntityManager, notices: readonly NoticeId[]): Promise<boolean> {
    return cancelNotices(em, notices);
  }

  /** The recipient's server reported back that it could not be delivered (RFC 3464). */
  async markBounced(em: EntityManager, notice: NoticeId): Promise<void> {
    await markFailed(em, notice, 'bounced');
  }

  /** Claim `recipientId` of the token: the person, or the keyed fingerprint of the address. */
  recipientId(recipient: NoticeRecipient): string {
    return recipient.kind === 'person'
      ? recipient.personId
      : this.vault.fingerprint(partyAddressPurpose, recipient.address);
  }

  private async takeDown(em: EntityManager, about: NoticeCase, intent: NoticeIntent): Promise<NoticeId> {
    const id = NoticeId.parse(this.identities.next());
    const now = this.clock.now();
    const { recipient, template } = intent;
    const recipientId = this.recipientId(recipient);
    const expiry = new Date(Math.floor((now.getTime() + this.settings.tokenLifetimeMs) / 1000) * 1000);
    const { token, handle } = issueToken({ noticeId: id, caseId: about.caseId, recipientId, expiry }, this.#tokenKey);
    const sealed = await this.compose(about, intent, token, now);
    const item = await this.vault.sealJson(about.caseId, 'notice', sealed);
    const recent = await countRecent(em, about.caseId, recipientId, template, now);
    const overBudget = judgeLoopBudget(recent, recipient.kind, this.settings.loopBudget) === 'spent';
    em.create(Notice, {
      id,
      handle,
      caseId: about.caseId,
      recipientKind: recipient.kind,
      personId: recipient.kind === 'person' ? recipient.personId : null,
      recipientId,
      template,
      channel: recipient.channel,
      item,
      state: overBudget ? 'cancelled' : 'intended',
      failure: overBudget ? 'loop-budget' : null,
      notBefore: this.notBefore(about, intent, now),
      urgent: intent.urgent,
      attempts: 0,
      inquiries: 0,
      attemptedAt: null,
      messageId: sealed.channel === 'mail' ? sealed.messageId : `sms.${token}`,
      providerReference: null,
      fact: intent.factWhenTold,
      correlationId: currentChain()?.correlationId ?? id,
      createdAt: now,
      expiresAt: expiry,
      toldAt: null,
      acceptedAt: null,
      leaseUntil: null,
      nextAttemptAt: null,
    });
    await em.flush();
    return id;
  }

  private async compose(about: NoticeCase, intent: NoticeIntent, token: string, at: Date) {
    const { recipient, template, language } = intent;
    const named = {
      number: about.number ?? '',
      organisation: about.organisation,
      recipient: recipient.name ?? '',
      ...intent.parameters,
    };
    const question = { preset: about.preset, template, channel: recipient.channel, language };
    const chosen = this.wording.fill({ ...question, parameters: named }).language;
    const parameters = { greeting: greeting(recipient.name, chosen), ...named };
    const words = this.wording.fill({ ...question, parameters });
    const sources = recipient.channel === 'sms' ? this.wording.smsSources(about.preset, template) : {};
    return noticeToSeal({ intent, about, words, sources, parameters, token, at }, this.layout.render);
  }

  private notBefore(about: NoticeCase, intent: NoticeIntent, now: Date): Date {
    return holdUntil({
      now,
      holdMs: intent.holdMs,
      urgent: intent.urgent,
      answers: intent.thread !== null,
      quietUntil: (at) => {
        const ignored =
          intent.despiteQuietHours === true || this.wording.ignoresQuietHours(about.preset, intent.template);
        const until = ignored ? null : this.quiet.until(about.preset, at);
        const limit = intent.withinMs == null ? null : now.getTime() + intent.withinMs;
        return until !== null && limit !== null && until.getTime() > limit ? null : until;
      },
    });
  }
}
