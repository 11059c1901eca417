import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { DeliveryId } from '#libs/contracts/identity.js';
import { Vault } from '#libs/vault/vault.js';
import type { Compared } from '../repeats/subject.js';
import { CauseParties } from './cause-parties.js';
import { causeSubject, type CauseSubject } from './cause-subject.js';
import { CauseStore, type CauseRow } from './cause.store.js';
import { judgeCause, judgeGroup } from './group.decision.js';

export type FoundGroup = Pick<
  DataOf<'case.group-found'>,
  'groupId' | 'category' | 'leading' | 'members' | 'parties' | 'whole'
>;

const dayMs = 86_400_000;
const membersOfMessage = 200;

/**
 * Puts each complaint under a cause: one that somebody complained of before, or a new one. A cause is compared by its
 * first complaint, so that the work is the same whether it has ten members or ten thousand.
 */
@Injectable()
export class GroupFinder {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly causes: CauseStore,
    private readonly parties: CauseParties,
  ) {}

  /** What is to be said now: nothing, or the group with those of its members that have not been named yet. */
  async place(compared: Compared, personKeys: readonly string[]): Promise<FoundGroup[]> {
    const { received, preset } = compared;
    const rule = preset.groups;
    if (rule === null) {
      return [];
    }
    const complaint = causeSubject(compared, this.vault);
    const at = new Date(received.receivedAt);
    const since = new Date(at.getTime() - rule.withinDays * dayMs);
    const cause = (await this.known(compared, complaint, since)) ?? (await this.causes.open(compared, complaint));
    await this.causes.join(cause.id, compared);
    const keys = [...personKeys, ...this.household(compared)];
    const isNew = await this.parties.add(cause.id, received.deliveryId, keys, at);
    if (cause.announced) {
      return [said(cause, [received.deliveryId], await this.parties.carry(cause.id, isNew ? 1 : 0))];
    }
    if (!isNew) {
      return [];
    }
    const parties = await this.parties.within(cause.id, since);
    return judgeGroup(parties, cause.whole, rule).kind === 'group' ? this.announce(cause, parties) : [];
  }

  /** The cause that the complaint belongs to: the same letter first, then the same place. */
  private async known(compared: Compared, complaint: CauseSubject, since: Date): Promise<CauseRow | null> {
    const rows = await this.causes.near(compared, complaint, since);
    const judged = rows.map((row) => ({ row, why: judgeCause(row, complaint) }));
    const best = judged.find(({ why }) => why === 'same-letter') ?? judged.find(({ why }) => why !== null);
    return best?.row ?? null;
  }

  private household({ received, matter }: Compared): string[] {
    const { site, flat } = matter.place;
    return flat === null || site === null || site === 'whole'
      ? []
      : [this.vault.fingerprint('place-flat', `${received.unit} ${flat}`)];
  }

  private async announce(cause: CauseRow, parties: number): Promise<FoundGroup[]> {
    await this.causes.announce(cause.id, parties);
    const rows = await this.em.execute<{ delivery_id: string }[]>(
      'select delivery_id from classification.signature where cause_id = ? order by received_at, delivery_id',
      [cause.id],
    );
    const members = rows.map((row) => DeliveryId.parse(row.delivery_id));
    const pages = Math.ceil(members.length / membersOfMessage);
    return Array.from({ length: pages }, (_, page) =>
      said(cause, members.slice(page * membersOfMessage, (page + 1) * membersOfMessage), parties),
    );
  }
}

function said(cause: CauseRow, members: DeliveryId[], parties: number): FoundGroup {
  const leading = DeliveryId.parse(cause.leading_delivery);
  return { groupId: cause.id, category: cause.category, leading, members, parties, whole: cause.whole };
}
