import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '#libs/contracts/identity.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { VaultRejected } from '#libs/vault/vault.failure.js';
import { Vault } from '#libs/vault/vault.js';
import { Assessment } from '../assessment/assessment.schema.js';
import type { Matter } from './matter.js';
import { matterOf } from './subject.js';

/** A complaint of earlier as it is compared. Lives in memory only: it holds personal data. */
export interface PastComplaint {
  readonly text: string;
  readonly matter: Matter;
}

/** Opens from the vault what an earlier complaint was about. */
@Injectable()
export class PastComplaints {
  constructor(private readonly vault: Vault) {}

  /** Null once it is erased. */
  async read(
    deliveryId: DeliveryId,
    signed: { readonly category: string; readonly topics: readonly string[] },
  ): Promise<PastComplaint | null> {
    try {
      const [message, assessment] = [
        await this.vault.find(deliveryId, 'message'),
        await this.vault.find(deliveryId, 'assessment'),
      ];
      if (message === null || assessment === null) {
        return null;
      }
      const { subject, text: words } = await this.vault.openJson(message, StoredMessage);
      const { facts } = await this.vault.openJson(assessment, Assessment);
      const text = `${subject}\n${words.own === '' ? words.new : words.own}`;
      return { text, matter: matterOf(text, { category: signed.category, facts }, signed.topics) };
    } catch (failure) {
      if (failure instanceof VaultRejected && failure.code === 'group-erased') {
        return null;
      }
      throw failure;
    }
  }
}
