import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DeliveryId } from '#libs/contracts/identity.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import { Vault } from '#libs/vault/vault.js';
import { PastComplaints } from '../repeats/past-complaints.js';
import type { Compared } from '../repeats/subject.js';
import { CauseParties } from './cause-parties.js';
import { causeSubject } from './cause-subject.js';
import { CauseStore, type CauseRow } from './cause.store.js';

/** Where a complaint stands after people said what it is about. `leads`: of a group that was told, which goes with it. */
export type Left =
  | { readonly kind: 'free' | 'leads' }
  /** It was a member of a group that was told. */
  | { readonly kind: 'left-group'; readonly groupId: string };

/** Takes a complaint out of its cause, so that it counts there no more (docs/adr/0013). */
@Injectable()
export class LeaveCause {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly presets: PresetBook,
    private readonly causes: CauseStore,
    private readonly parties: CauseParties,
    private readonly past: PastComplaints,
  ) {}

  /** `category`: what people say it is about instead. */
  async leave(deliveryId: DeliveryId, category: string): Promise<Left> {
    const cause = await this.causes.of(deliveryId);
    if (cause === null) {
      return { kind: 'free' };
    }
    if (cause.announced && cause.leading_delivery === deliveryId) {
      await this.causes.rename(cause.id, category);
      return { kind: 'leads' };
    }
    await this.em.execute('update classification.signature set cause_id = null where delivery_id = ?', [deliveryId]);
    const gone = await this.parties.remove(cause.id, deliveryId);
    if (cause.announced) {
      await this.parties.carry(cause.id, gone ? -1 : 0);
      return { kind: 'left-group', groupId: cause.id };
    }
    if (cause.leading_delivery === deliveryId) {
      await this.passOn(cause);
    }
    return { kind: 'free' };
  }

  /** Of a cause that nobody was told of the next complaint is the first now; one that nobody is left of ends. */
  private async passOn(cause: CauseRow): Promise<void> {
    const rows = await this.em.execute<
      { delivery_id: string; category: string; topics: string[]; received_at: string }[]
    >(
      `select delivery_id, category, topics, received_at from classification.signature
        where cause_id = ? order by received_at, delivery_id`,
      [cause.id],
    );
    for (const row of rows) {
      const deliveryId = DeliveryId.parse(row.delivery_id);
      const known = await this.past.read(deliveryId, row);
      if (known !== null) {
        const at = new Date(row.received_at);
        const preset = this.presets.inForce(cause.preset, at);
        const received = { deliveryId, unit: cause.unit, receivedAt: at.toISOString() };
        const compared: Compared = { received, preset, ...known, sortedByPeople: false };
        await this.causes.lead(cause.id, compared, causeSubject(compared, this.vault));
        return;
      }
    }
    // Nobody is left of whom anything is known.
    await this.em.execute('update classification.signature set cause_id = null where cause_id = ?', [cause.id]);
    await this.causes.end(cause.id);
  }
}
