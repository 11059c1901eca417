import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '#libs/observability/logger.js';
import type { ClaimedDelivery } from './claim-delivery.js';

/**
 * Does something that takes longer than a lease: it is renewed meanwhile, so that nobody takes the delivery for one
 * whose reader has died. When this process dies, it runs out as ever.
 */
export async function holdingLease<T>(
  em: EntityManager,
  { id, start }: ClaimedDelivery,
  leaseSeconds: number,
  logger: Logger,
  work: () => Promise<T>,
): Promise<T> {
  const renew = async (): Promise<void> => {
    try {
      await em
        .fork()
        .execute(
          `update intake.delivery set lease_until = clock_timestamp() + make_interval(secs => ?) where id = ? and started = ? and outcome is null`,
          [leaseSeconds, id, start],
          'run',
        );
    } catch (error) {
      logger.warn({ delivery: id, error }, 'A lease could not be renewed');
    }
  };
  const timer = setInterval(() => {
    void renew();
  }, leaseSeconds * 400);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
