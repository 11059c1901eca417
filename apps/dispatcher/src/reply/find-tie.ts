import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { PersonId, type CaseId, type NoticeId } from '#libs/contracts/identity.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { verifyToken } from '#libs/mail/token/reply-token.js';
import { Vault } from '#libs/vault/vault.js';
import { Parties } from '../clerk/parties.js';
import { LinksStore } from '../linking/links.store.js';
import { tokenKeyPurpose } from '../notice/book/token-key.js';
import { Notice } from '../notice/store/notice.entity.js';
import { CasePolicies } from '../policy/case-policies.js';
import { CaseStore } from '../store/case.store.js';
import type { Tie } from './judge-reply.decision.js';

/** The notice that a mail answers, and when it was written. */
export interface AnsweredNotice {
  readonly noticeId: NoticeId;
  readonly template: string;
  readonly at: Date;
}

export interface FoundTie {
  readonly tie: Tie;
  readonly caseId: CaseId;
  /** Null where only the case number was given. */
  readonly answered: AnsweredNotice | null;
}

/** Finds which case a message belongs to, from our own tables; what the mail claims is only where to look (DESIGN 4). */
@Injectable()
export class TieFinder {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly cases: CaseStore,
    private readonly parties: Parties,
    private readonly policies: CasePolicies,
    private readonly links: LinksStore,
  ) {}

  async find(message: StoredMessage, presetId: string, now: Date): Promise<FoundTie | null> {
    const found = (await this.byToken(message, now)) ?? (await this.byNumber(message, presetId));
    return found && this.leading(found);
  }

  /**
   * The number of a merged case stays valid: what its complainant writes goes to the case that leads. There they are no
   * party, so that it decides nothing, but whoever handles that case reads it (docs/adr/0013).
   */
  private async leading(found: FoundTie): Promise<FoundTie> {
    const caseId = found.tie.recipient.kind === 'complainant' ? await this.links.leadingOf(found.caseId) : found.caseId;
    return caseId === found.caseId
      ? found
      : { ...found, caseId, tie: { by: 'token', recipient: { kind: 'complainant' }, senderIsRecipient: false } };
  }

  /** The notice whose token a message carries, however it came back; null where no token of ours holds. */
  async noticeOf(message: StoredMessage, now: Date): Promise<Notice | null> {
    const key = this.vault.deriveKey(tokenKeyPurpose);
    for (const token of message.found.tokens) {
      const notice = await this.em.findOne(Notice, { handle: token.slice(0, 16) });
      if (!notice) {
        continue;
      }
      const claims = {
        noticeId: notice.id,
        caseId: notice.caseId,
        recipientId: notice.recipientId,
        expiry: notice.expiresAt,
      };
      // A notice about no case (help for a command without a token) leads nowhere.
      if (verifyToken(token, claims, key, now) === 'valid' && (await this.cases.find(notice.caseId)) !== null) {
        return notice;
      }
    }
    return null;
  }

  /** By From alone: Reply-To is no identity. */
  senderOf(message: StoredMessage): PersonId | null {
    return message.from ? (this.policies.roster.personByAddress(message.from.address)?.id ?? null) : null;
  }

  private async byToken(message: StoredMessage, now: Date): Promise<FoundTie | null> {
    const notice = await this.noticeOf(message, now);
    if (!notice) {
      return null;
    }
    const { caseId, personId } = notice;
    const answered = { noticeId: notice.id, template: notice.template, at: notice.createdAt };
    if (notice.recipientKind === 'person' && personId != null) {
      const senderIsRecipient = this.senderOf(message) === personId;
      return {
        tie: { by: 'token', recipient: { kind: 'person', person: personId }, senderIsRecipient },
        caseId,
        answered,
      };
    }
    const senderIsRecipient = await this.isFromParty(caseId, message);
    return { tie: { by: 'token', recipient: { kind: 'complainant' }, senderIsRecipient }, caseId, answered };
  }

  /** A case number alone counts only from somebody whom that case knows. */
  private async byNumber(message: StoredMessage, presetId: string): Promise<FoundTie | null> {
    for (const number of message.found.caseNumbers) {
      const state = await this.cases.byNumber(presetId, number);
      if (!state) {
        continue;
      }
      const person = this.senderOf(message);
      if (person !== null) {
        return { tie: { by: 'number', recipient: { kind: 'person', person } }, caseId: state.id, answered: null };
      }
      if (await this.isFromParty(state.id, message)) {
        return { tie: { by: 'number', recipient: { kind: 'complainant' } }, caseId: state.id, answered: null };
      }
    }
    return null;
  }

  private async isFromParty(caseId: CaseId, message: StoredMessage): Promise<boolean> {
    return message.from !== null && (await this.parties.isParty(caseId, message.from.address));
  }
}
