import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '#libs/contracts/identity.js';

/** Who complains of a cause: a person by any of their keys, a household by its flat; each is one party. */
@Injectable()
export class CauseParties {
  constructor(private readonly em: EntityManager) {}

  /** Counts whoever wrote, once; true where nobody of these keys did before. Nobody known counts as nobody. */
  async add(causeId: string, deliveryId: DeliveryId, keys: readonly string[], at: Date): Promise<boolean> {
    if (keys.length === 0) {
      return false;
    }
    const known = await this.em.execute<{ party: string }[]>(
      `select p.party from unnest(string_to_array(?, ' ')) as wanted (key)
        cross join lateral (
          select party from classification.cause_party where cause_id = ? and key = wanted.key limit 1) p
        order by p.party limit 1`,
      [keys.join(' '), causeId],
    );
    const party = known[0]?.party ?? deliveryId;
    for (const key of keys) {
      await this.em.execute(
        `insert into classification.cause_party (cause_id, key, delivery_id, party, at) values (?, ?, ?, ?, ?)
         on conflict (cause_id, key, delivery_id) do update set at = greatest(cause_party.at, excluded.at)`,
        [causeId, key, deliveryId, party, at],
      );
    }
    return known.length === 0;
  }

  /** True where nobody is left of the party by which the delivery was counted. */
  async remove(causeId: string, deliveryId: DeliveryId): Promise<boolean> {
    const gone = await this.em.execute<{ party: string }[]>(
      'delete from classification.cause_party where cause_id = ? and delivery_id = ? returning party',
      [causeId, deliveryId],
    );
    const parties = [...new Set(gone.map(({ party }) => party))];
    if (parties.length === 0) {
      return false;
    }
    const left = await this.em.execute<unknown[]>(
      `select 1 from classification.cause_party
        where cause_id = ? and party in (select unnest(string_to_array(?, ' ')::uuid[])) limit 1`,
      [causeId, parties.join(' ')],
    );
    return left.length === 0;
  }

  /** Parties who complained within the window. */
  async within(causeId: string, since: Date): Promise<number> {
    const rows = await this.em.execute<{ parties: number }[]>(
      `select count(distinct party)::int as parties from
         (select party from classification.cause_party where cause_id = ? and at >= ? limit 10000) recent`,
      [causeId, since],
    );
    return Math.max(1, rows[0]?.parties ?? 0);
  }

  /** Once a group is announced it is not counted anew for each who joins or leaves: ten thousand would be. */
  async carry(causeId: string, by: -1 | 0 | 1): Promise<number> {
    const rows = await this.em.execute<{ parties: number }[]>(
      'update classification.cause set parties = parties + ? where id = ? returning parties',
      [by, causeId],
    );
    return Math.max(1, rows[0]?.parties ?? 0);
  }
}
