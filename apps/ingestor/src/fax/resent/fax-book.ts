import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DeliveryId } from '#libs/contracts/identity.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { VaultRejected } from '#libs/vault/vault.failure.js';
import { Vault } from '#libs/vault/vault.js';
import type { Delivery } from '../../store/delivery.entity.js';
import { FaxSettings } from '../fax-settings.js';
import { isSameFax } from './same-fax.js';

/** Earlier faxes of one caller that are looked at, the latest first. */
const mostEarlier = 20;

/** Which faxes came from whom; what they show lies in the vault. All in the caller's transaction. */
@Injectable()
export class FaxBook {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly settings: FaxSettings,
  ) {}

  /** Faxes of one caller wait for each other until the transaction ends; before any ledger row is touched. */
  async serialise(delivery: Delivery, caller: string | null): Promise<void> {
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 3))', [this.callerOf(delivery, caller)]);
  }

  /** The fax that this one is once more: the same sheets by the same caller. */
  async originalOf(delivery: Delivery, caller: string | null, prints: readonly string[]): Promise<DeliveryId | null> {
    if (prints.length === 0) {
      return null;
    }
    const rows = await this.em.execute<{ id: string }[]>(
      `select delivery_id as "id" from intake.fax
        where caller = ? and delivery_id <> ? and received_at > ?::timestamptz - make_interval(hours => ?)
        order by received_at desc limit ?`,
      [
        this.callerOf(delivery, caller),
        delivery.id,
        delivery.receivedAt.toISOString(),
        this.settings.resentHours,
        mostEarlier,
      ],
    );
    for (const { id } of rows) {
      if (isSameFax(prints, await this.printsOf(id))) {
        return DeliveryId.parse(id);
      }
    }
    return null;
  }

  async note(delivery: Delivery, caller: string | null): Promise<void> {
    await this.em.execute(
      `insert into intake.fax (delivery_id, caller, received_at) values (?, ?, ?::timestamptz) on conflict (delivery_id) do nothing`,
      [delivery.id, this.callerOf(delivery, caller), delivery.receivedAt.toISOString()],
      'run',
    );
  }

  private async printsOf(id: string): Promise<readonly string[]> {
    try {
      const item = await this.vault.find(id, 'message');
      return item === null ? [] : ((await this.vault.openJson(item, StoredMessage)).fax?.prints ?? []);
    } catch (error) {
      if (error instanceof VaultRejected && error.code === 'group-erased') {
        return [];
      }
      throw error;
    }
  }

  /** Those who withhold their number are one caller for each mailbox. */
  private callerOf(delivery: Delivery, caller: string | null): string {
    return this.vault.fingerprint('fax-caller', `${delivery.point}/${caller ?? ''}`);
  }
}
