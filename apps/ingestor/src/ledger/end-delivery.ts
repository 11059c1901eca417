import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryId } from '#libs/contracts/identity.js';
import type { Outcome, OutcomeReason } from './outcome.js';

export interface Ending {
  readonly outcome: Outcome;
  readonly reason?: OutcomeReason;
  readonly duplicateOf?: DeliveryId;
}

/** Gives a delivery its outcome. `at` is business time. */
export async function endDelivery(
  em: EntityManager,
  id: DeliveryId,
  { outcome, reason, duplicateOf }: Ending,
  at: Date,
): Promise<void> {
  await em.execute(
    `update intake.delivery
        set state = 'ended', outcome = ?, reason = ?, duplicate_of = ?, ended_at = ?::timestamptz, lease_until = null, retry_at = null
      where id = ?`,
    [outcome, reason ?? null, duplicateOf ?? null, at.toISOString(), id],
    'run',
  );
}
