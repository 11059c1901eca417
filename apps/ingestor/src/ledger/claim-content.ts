import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryId } from '#libs/contracts/identity.js';

/**
 * Claims a content fingerprint for a delivery. Returns the delivery that had claimed it before, null when this one is
 * the first. The database decides between two at once: the second waits for the first's transaction.
 */
export async function claimContent(em: EntityManager, fingerprint: string, id: DeliveryId): Promise<DeliveryId | null> {
  const claimed = await em.execute<unknown[]>(
    `insert into intake.content_claim (fingerprint, delivery_id) values (?, ?) on conflict (fingerprint) do nothing returning fingerprint`,
    [fingerprint, id],
  );
  if (claimed.length > 0) {
    return null;
  }
  const rows = await em.execute<{ delivery_id: DeliveryId }[]>(
    `select delivery_id from intake.content_claim where fingerprint = ?`,
    [fingerprint],
  );
  return rows[0]?.delivery_id ?? null;
}
