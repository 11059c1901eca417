import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DeliveryId, Identities } from '#libs/contracts/identity.js';
import { CrashPoints } from '#libs/failure/crash-point.js';
import { Vault } from '#libs/vault/vault.js';
import { identifyContent } from '../admit/content-fingerprint.js';
import { decideAdmission } from '../admit/decide-admission.js';
import type { Admission } from '../admit/decide-admission.js';
import type { IntakeCrashPoint } from '../intake-crash-points.js';
import { transportMark } from './arrival.js';
import type { Arrival } from './arrival.js';
import { claimContent } from './claim-content.js';
import { claimIdentity } from './claim-identity.js';
import { DeliveryBell } from './delivery-bell.js';
import { endDelivery } from './end-delivery.js';

/** `known`: the ledger had this very arrival already. */
export interface Reception {
  readonly delivery: DeliveryId;
  readonly admission: Admission | { readonly kind: 'known' };
}

/**
 * The one door through which everything comes in. When it returns, ledger row and raw content are committed, and the
 * sender may be told so; when it throws, nothing is kept and the sender must try again.
 */
@Injectable()
export class ReceiveDelivery {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly identities: Identities,
    private readonly bell: DeliveryBell,
    private readonly crashPoints: CrashPoints<IntakeCrashPoint>,
  ) {}

  /** Receives all of one transaction or none: one mail to several of our mailboxes is one arrival for each. */
  async receive<Arrivals extends readonly Arrival[]>(
    ...arrivals: Arrivals
  ): Promise<{ [Index in keyof Arrivals]: Reception }> {
    const receptions = await this.em.transactional(async () => {
      const results: Reception[] = [];
      for (const arrival of arrivals) {
        results.push(await this.enter(arrival));
      }
      this.crashPoints.reach('receive.before-commit');
      return results;
    });
    this.crashPoints.reach('receive.committed');
    this.bell.ring();
    return receptions as { [Index in keyof Arrivals]: Reception };
  }

  private async enter(arrival: Arrival): Promise<Reception> {
    const { id: delivery, ours } = await claimIdentity(this.em, arrival, DeliveryId.parse(this.identities.next()));
    if (!ours) {
      return { delivery, admission: { kind: 'known' } };
    }
    const admission = await this.admit(arrival, delivery);
    switch (admission.kind) {
      case 'admit':
        await this.keep(arrival, delivery);
        break;
      case 'park':
        await this.keep(arrival, delivery);
        await endDelivery(this.em, delivery, { outcome: 'quarantined', reason: admission.reason }, arrival.receivedAt);
        break;
      case 'refuse':
        await endDelivery(this.em, delivery, { outcome: 'refused', reason: admission.reason }, arrival.receivedAt);
        break;
      case 'erased':
        await endDelivery(this.em, delivery, { outcome: 'erased' }, arrival.receivedAt);
        break;
      case 'duplicate':
        await endDelivery(
          this.em,
          delivery,
          { outcome: 'duplicate', duplicateOf: DeliveryId.parse(admission.of) },
          arrival.receivedAt,
        );
        break;
      default:
        admission satisfies never;
    }
    return { delivery, admission };
  }

  private async admit(arrival: Arrival, delivery: DeliveryId): Promise<Admission> {
    const { sizeBytes, limitBytes, doubt } = arrival;
    const { digest, messageId } = identifyContent(arrival);
    const fingerprint = this.vault.fingerprint('content', digest);
    const erasedBefore = await this.vault.wasErased({
      transport: [transportMark(arrival)],
      fingerprints: [fingerprint],
    });
    const facts = { sizeBytes, limitBytes, doubt, erasedBefore, original: null };
    const early = decideAdmission(facts);
    if (early.kind !== 'admit') {
      return early;
    }
    const messageIdFingerprint = messageId === null ? null : this.vault.fingerprint('message-id', messageId);
    const original = await claimContent(this.em, fingerprint, delivery);
    await this.note(delivery, fingerprint, messageIdFingerprint, original === null);
    return decideAdmission({ ...facts, original });
  }

  /** The same Message-ID on other content is admitted and flagged: a guessed id must not suppress a mail. */
  private async note(
    delivery: DeliveryId,
    fingerprint: string,
    messageIdFingerprint: string | null,
    fresh: boolean,
  ): Promise<void> {
    await this.em.execute(
      `update intake.delivery
          set content_fingerprint = ?, message_id_fingerprint = ?,
              flags = case when ? and exists (select from intake.delivery o where o.message_id_fingerprint = ? and o.id <> ?)
                           then array_append(flags, 'message-id-reused') else flags end
        where id = ?`,
      [fingerprint, messageIdFingerprint, fresh, messageIdFingerprint, delivery, delivery],
      'run',
    );
  }

  private async keep(arrival: Arrival, delivery: DeliveryId): Promise<void> {
    await this.vault.openGroup(delivery);
    await this.vault.seal(delivery, 'raw', arrival.raw);
    await this.em.execute(
      `update intake.delivery
          set state = 'received', received_at = ?::timestamptz, size_bytes = ?,
              flags = case when ? then array_append(flags, 'truncated') else flags end
        where id = ?`,
      [arrival.receivedAt.toISOString(), arrival.sizeBytes, arrival.raw.length < arrival.sizeBytes, delivery],
      'run',
    );
  }
}
