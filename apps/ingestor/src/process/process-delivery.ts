import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DeliveryId } from '#libs/contracts/identity.js';
import { CrashPoints } from '#libs/failure/crash-point.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { StoredAttachment } from '#libs/mail/message/stored-message.schema.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { Vault } from '#libs/vault/vault.js';
import type { IntakeCrashPoint } from '../intake-crash-points.js';
import { endDelivery } from '../ledger/end-delivery.js';
import { PassingOn, type PassedOnContent } from '../passed-on/passing-on.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import { sortMessage } from '../sort/sort-message.js';
import { StaffAddresses } from '../sort/staff-addresses.js';
import { DeliveryEntity } from '../store/delivery.entity.js';
import type { Delivery } from '../store/delivery.entity.js';
import { Announcer } from './announcer.js';
import type { AnnouncedFacts } from './announcer.js';
import type { ClaimedDelivery } from './claim-delivery.js';
import { ContentReader } from './content-reader.js';
import type { ReadContent, ReadFile, ReadResult } from './read-content.js';
import { isPiece, SmsParts } from './sms-parts.js';

/** Reads one delivery and gives it its outcome: what is read, the outcome and what is announced are one transaction. */
@Injectable()
export class ProcessDelivery {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly reader: ContentReader,
    private readonly announcer: Announcer,
    private readonly intake: LoadedIntake,
    private readonly staff: StaffAddresses,
    private readonly parts: SmsParts,
    private readonly passingOn: PassingOn,
    private readonly clock: BusinessClock,
    private readonly crashPoints: CrashPoints<IntakeCrashPoint>,
  ) {}

  /** Throws when it could not be done; nothing is changed then. */
  async process(claim: ClaimedDelivery): Promise<void> {
    await withCorrelation(claim.id, async () => {
      this.crashPoints.reach('process.claimed');
      const delivery = await this.em.fork().findOneOrFail(DeliveryEntity, { id: claim.id });
      const result = await this.reader.read(delivery, await this.rawOf(claim.id));
      this.crashPoints.reach('process.parsed');
      await this.em.transactional(async () => {
        const piece = result.kind === 'content' && isPiece(result.content) ? result.content : null;
        if (piece) {
          await this.parts.serialise(delivery, piece);
        }
        if (!(await this.takeHold(claim))) {
          return;
        }
        const gathered = piece && (await this.parts.gather(delivery, piece));
        if (gathered?.kind === 'wait') {
          await this.letWait(claim.id, gathered.seconds);
          return;
        }
        await this.finish(delivery, claim.id, gathered ? { kind: 'content', content: gathered.content } : result);
      });
      this.crashPoints.reach('process.committed');
    });
  }

  /** Ends it without reading it once more: it was the end of this process too often, or could not be read too often. */
  async giveUp(claim: ClaimedDelivery, reason: 'crashed' | 'failed'): Promise<void> {
    await this.em.transactional(async () => {
      if (await this.takeHold(claim)) {
        await endDelivery(this.em, claim.id, { outcome: 'quarantined', reason }, this.clock.now());
      }
    });
  }

  private async rawOf(id: DeliveryId): Promise<Buffer> {
    const item = await this.vault.find(id, 'raw');
    if (item === null) {
      throw new Error(`Delivery ${id} was received without its raw content`);
    }
    return this.vault.open(item);
  }

  /** False when the lease ran out and somebody else has begun anew, or ended it. */
  private async takeHold({ id, start }: ClaimedDelivery): Promise<boolean> {
    const held = await this.em.execute<unknown[]>(
      `update intake.delivery set finished = finished + 1 where id = ? and started = ? and outcome is null returning id`,
      [id, start],
    );
    return held.length > 0;
  }

  /** It is looked at again then, if the others have not taken it along before. */
  private async letWait(id: DeliveryId, seconds: number): Promise<void> {
    await this.em.execute(
      `update intake.delivery set lease_until = null, retry_at = clock_timestamp() + make_interval(secs => ?) where id = ?`,
      [seconds, id],
      'run',
    );
  }

  private async finish(delivery: Delivery, id: DeliveryId, result: ReadResult): Promise<void> {
    const now = this.clock.now();
    if (result.kind === 'unreadable') {
      await endDelivery(this.em, id, { outcome: 'quarantined', reason: 'unreadable' }, now);
      return;
    }
    const { content } = result;
    const attachments = await this.sealFiles(id, content.files);
    const passed = this.passingOn.read(delivery, content);
    const message = StoredMessage.parse({ ...(passed ?? content).message, attachments });
    await this.vault.sealJson(id, 'message', message);
    await this.em.execute(`update intake.delivery set dmarc = ? where id = ?`, [content.dmarc, id], 'run');
    if (passed !== null) {
      await this.finishPassedOn(delivery, id, passed, announcedFacts({ ...content, message }, attachments.length));
      return;
    }
    const { bounces, absent, receipt } = content;
    const sorting = sortMessage({
      message,
      bounces,
      absent,
      receipt,
      staff: message.channel === 'mail' && message.from !== null && this.staff.has(message.from.address),
      machineMail: this.machineMailOf(delivery.point),
    });
    switch (sorting.kind) {
      case 'quarantine':
        await endDelivery(this.em, id, { outcome: 'quarantined', reason: sorting.reason }, now);
        return;
      case 'own':
      case 'machine-note':
        await endDelivery(this.em, id, { outcome: sorting.kind }, now);
        return;
      case 'complaint':
      case 'reply':
      case 'delivery-report':
        await endDelivery(this.em, id, { outcome: sorting.kind }, now);
        await this.announcer.announce(sorting, delivery, announcedFacts(content, attachments.length));
        return;
      default:
        sorting satisfies never;
    }
  }

  /** It is on record, and counts, as what was passed on: from whom, by which way, and since when (PG-15, PG-16). */
  private async finishPassedOn(
    delivery: Delivery,
    id: DeliveryId,
    { channel, origin, receivedAt, referralDueAt }: PassedOnContent,
    facts: AnnouncedFacts,
  ): Promise<void> {
    await this.em.execute(
      `update intake.delivery set channel = ?, origin = ? where id = ?`,
      [channel, origin, id],
      'run',
    );
    await endDelivery(this.em, id, { outcome: 'complaint' }, this.clock.now());
    const { preset, unit } = delivery;
    const entered = { id, preset, unit, channel, origin, receivedAt };
    await this.announcer.announce({ kind: 'complaint', automatic: false }, entered, { ...facts, referralDueAt });
  }

  private async sealFiles(id: DeliveryId, files: readonly ReadFile[]): Promise<StoredAttachment[]> {
    const sealed: StoredAttachment[] = [];
    for (const { name, type, content, sha256, inline } of files) {
      const item = await this.vault.seal(id, 'attachment', content);
      sealed.push({ name, type, size: content.length, sha256, inline, item });
    }
    return sealed;
  }

  /** A mailbox that has left the plan since is read as one that says nothing of machine mail. */
  private machineMailOf(point: string): 'note' | 'complaint' {
    return this.intake.plan.mailboxes.find(({ key }) => key === point)?.machineMail ?? 'note';
  }
}

function announcedFacts(
  { message, dmarc }: Pick<ReadContent, 'message' | 'dmarc'>,
  attachments: number,
): { language: StoredMessage['language']; dmarc: ReadContent['dmarc']; attachments: number } {
  return { language: message.language, dmarc, attachments };
}
