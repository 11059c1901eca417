import { LockMode } from '@mikro-orm/postgresql';
import { DeliveryId } from '#libs/contracts/identity.js';
import { identifyContent } from '../admit/content-fingerprint.js';
import { claimContent } from '../ledger/claim-content.js';
import type { LoadedIntake } from '../plan/loaded-intake.js';
import { identityOf as smsIdentityOf, type Fingerprint } from '../sms/sms-identity.js';
import { smsProviders } from '../sms/sms-providers.js';
import { DeliveryEntity } from '../store/delivery.entity.js';
import type { Delivery } from '../store/delivery.entity.js';
import type { OpenLedger } from './open-ledger.js';
import { rawOfDelivery } from './reveal-delivery.js';

/**
 * replayed     it waits to be read again; the ingestor takes it within seconds, or when it next starts
 * not-parked   only what is in quarantine can be replayed
 * no-content   nothing of it is kept here
 * came-again   the same came meanwhile by itself, as the delivery named
 */
export type Replay =
  | { readonly kind: 'replayed' }
  | { readonly kind: 'not-parked'; readonly outcome: string }
  | { readonly kind: 'no-content' }
  | { readonly kind: 'came-again'; readonly as: string };

/**
 * Takes a delivery out of quarantine, to be read again: whoever does so vouches for its sender where the door had a
 * doubt. Its counters of crashes and failures begin anew. With `dryRun` nothing is changed.
 */
export async function replayDelivery(
  { em, vault }: OpenLedger,
  intake: LoadedIntake,
  id: string,
  dryRun: boolean,
): Promise<Replay> {
  return em.transactional(async () => {
    const delivery = await em.findOneOrFail(DeliveryEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (delivery.outcome !== 'quarantined') {
      return { kind: 'not-parked', outcome: delivery.outcome ?? 'open' };
    }
    const raw = await rawOfDelivery(vault, id);
    if (raw === null) {
      return { kind: 'no-content' };
    }
    const identity = identityOf(delivery, raw, intake, (purpose, value) => vault.fingerprint(purpose, value));
    const [twin] = await em.execute<{ id: string }[]>(
      `select id from intake.delivery where transport = ? and point = ? and identity = ? and id <> ?`,
      [delivery.transport, delivery.point, identity, id],
    );
    if (twin !== undefined) {
      return { kind: 'came-again', as: twin.id };
    }
    const fingerprint = vault.fingerprint('content', identifyContent(arrivalOf(delivery, identity, raw)).digest);
    const [claimed] = await em.execute<{ delivery_id: string }[]>(
      `select delivery_id from intake.content_claim where fingerprint = ?`,
      [fingerprint],
    );
    if (claimed !== undefined && claimed.delivery_id !== id) {
      return { kind: 'came-again', as: claimed.delivery_id };
    }
    if (!dryRun) {
      await claimContent(em, fingerprint, DeliveryId.parse(id));
      await em.execute(
        `update intake.delivery
            set identity = ?, content_fingerprint = ?, state = 'received', outcome = null, reason = null, ended_at = null,
                started = 0, finished = 0, lease_until = null, retry_at = null
          where id = ?`,
        [identity, fingerprint, id],
        'run',
      );
    }
    return { kind: 'replayed' };
  });
}

/** A text message that was parked unproved takes its provider's id now, so that the provider's repetition is known. */
function identityOf(delivery: Delivery, raw: Buffer, { plan }: LoadedIntake, fingerprint: Fingerprint): string {
  const entry = delivery.transport === 'sms' ? plan.sms.find(({ key }) => key === delivery.point) : undefined;
  return entry === undefined || smsProviders[entry.provider].read(raw) === null
    ? delivery.identity
    : smsIdentityOf(entry.provider, raw, fingerprint);
}

function arrivalOf(delivery: Delivery, identity: string, raw: Buffer): Parameters<typeof identifyContent>[0] {
  const { transport, point, preset, unit, origin, channel, receivedAt } = delivery;
  return {
    transport,
    point: { key: point, preset, unit, origin, channel },
    identity,
    receivedAt,
    raw,
    sizeBytes: raw.length,
    limitBytes: raw.length,
    doubt: null,
  };
}
