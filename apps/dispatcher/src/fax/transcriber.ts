import { Injectable } from '@nestjs/common';
import type { CaseId } from '#libs/contracts/identity.js';
import { detectLanguage } from '#libs/mail/message/detect-language.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { Vault } from '#libs/vault/vault.js';
import { Messages } from '../intake/messages.js';
import { CaseStore } from '../store/case.store.js';

/** Puts what the desk typed in the place of what could not be read, and has the complaint classified by it. */
@Injectable()
export class Transcriber {
  constructor(
    private readonly cases: CaseStore,
    private readonly messages: Messages,
    private readonly vault: Vault,
    private readonly outbox: Outbox,
  ) {}

  /** In the caller's transaction. What the engine had read stays in the vault as the delivery's earlier message. */
  async take(caseId: CaseId, text: string): Promise<void> {
    const { deliveryId, preset, unit, channel, origin, receivedAt } = await this.cases.lock(caseId);
    const message = await this.messages.of(deliveryId);
    const language = detectLanguage(text);
    const typed: StoredMessage = {
      ...message,
      language,
      text: { full: text, new: text, own: text, quoted: '', signature: '', interleaved: false },
      ...(message.fax === undefined ? {} : { fax: { ...message.fax, text: 'typed' } }),
    };
    await this.vault.sealJson(deliveryId, 'message', StoredMessage.parse(typed));
    await this.outbox.add('complaint.transcribed', {
      ...{ deliveryId, preset: preset.id, unit, channel, origin, language },
      receivedAt: receivedAt.toISOString(),
      attachments: message.attachments.length,
      dmarc: 'unknown',
      automatic: false,
    });
  }
}
