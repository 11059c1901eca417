import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '#libs/contracts/identity.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { Vault } from '#libs/vault/vault.js';

/** Opens what a delivery carried. */
@Injectable()
export class Messages {
  constructor(private readonly vault: Vault) {}

  async of(deliveryId: DeliveryId): Promise<StoredMessage> {
    const item = await this.vault.find(deliveryId, 'message');
    if (!item) {
      throw new Error(`delivery ${deliveryId} has no message in the vault`);
    }
    return this.vault.openJson(item, StoredMessage);
  }
}
