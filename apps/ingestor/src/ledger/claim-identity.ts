import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryId } from '#libs/contracts/identity.js';
import type { DeliveryState } from '../store/delivery.entity.js';
import type { Arrival } from './arrival.js';

export interface IdentityClaim {
  readonly id: DeliveryId;
  /** False: the ledger had this arrival already, whatever became of it. */
  readonly ours: boolean;
}

interface ClaimedRow {
  readonly id: DeliveryId;
  readonly fresh: boolean;
  readonly state: DeliveryState;
}

/**
 * Writes the ledger row, before anything else. The unique identity decides between two who bring the same at once; an
 * arrival that was only announced by its server becomes this one.
 */
export async function claimIdentity(em: EntityManager, arrival: Arrival, id: DeliveryId): Promise<IdentityClaim> {
  const { transport, point, identity, receivedAt, sizeBytes } = arrival;
  const rows = await em.execute<ClaimedRow[]>(
    `insert into intake.delivery as d (id, transport, point, identity, preset, unit, channel, origin, received_at, size_bytes, state)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, 'received')
     on conflict (transport, point, identity) do update
       set seen_again = d.seen_again + case when d.state = 'announced' then 0 else 1 end
     returning d.id, (d.xmax = 0) as fresh, d.state`,
    [
      id,
      transport,
      point.key,
      identity,
      point.preset,
      point.unit,
      point.channel,
      point.origin,
      receivedAt.toISOString(),
      sizeBytes,
    ],
  );
  const row = rows[0];
  if (row === undefined) {
    throw new Error('The ledger wrote no row for an arrival');
  }
  return { id: row.id, ours: row.fresh || row.state === 'announced' };
}
