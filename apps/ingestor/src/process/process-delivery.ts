import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DeliveryId } from '#libs/contracts/identity.js';
import { CrashPoints } from '#libs/failure/crash-point.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { StoredAttachment } from '#libs/mail/message/stored-message.schema.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { Logger } from '#libs/observability/logger.js';
import { Vault } from '#libs/vault/vault.js';
import type { IntakeCrashPoint } from '../intake-crash-points.js';
import type { RecognisedFax } from '../fax/gateway/recognise-fax.js';
import { FaxBook } from '../fax/resent/fax-book.js';
import { endDelivery } from '../ledger/end-delivery.js';
import type { QuarantineReason } from '../ledger/outcome.js';
import { PassingOn, type PassedOnContent } from '../passed-on/passing-on.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import { sortMessage } from '../sort/sort-message.js';
import { StaffAddresses } from '../sort/staff-addresses.js';
import { DeliveryEntity } from '../store/delivery.entity.js';
import type { Delivery, DeliveryFlag } from '../store/delivery.entity.js';
import { Announcer } from './announcer.js';
import type { AnnouncedDelivery, AnnouncedFacts } from './announcer.js';
import { postponeDelivery, type ClaimedDelivery } from './claim-delivery.js';
import { ContentReader } from './content-reader.js';
import { holdingLease } from './hold-lease.js';
import { ContentPreparer, type Preparation, type PreparedContent, type PreparedFile } from './prepare-content.js';
import { ProcessingSettings } from './processing-settings.js';
import type { ReadContent } from './read-content.js';
import { isPiece, SmsParts } from './sms-parts.js';

/** Reads one delivery and gives it its outcome: what is read, the outcome and what is announced are one transaction. */
@Injectable()
export class ProcessDelivery {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly reader: ContentReader,
    private readonly preparer: ContentPreparer,
    private readonly faxBook: FaxBook,
    private readonly announcer: Announcer,
    private readonly intake: LoadedIntake,
    private readonly staff: StaffAddresses,
    private readonly parts: SmsParts,
    private readonly passingOn: PassingOn,
    private readonly settings: ProcessingSettings,
    private readonly clock: BusinessClock,
    private readonly logger: Logger,
    private readonly crashPoints: CrashPoints<IntakeCrashPoint>,
  ) {}

  /** Throws when it could not be done; nothing is changed then. */
  async process(claim: ClaimedDelivery): Promise<void> {
    await withCorrelation(claim.id, async () => {
      this.crashPoints.reach('process.claimed');
      const delivery = await this.em.fork().findOneOrFail(DeliveryEntity, { id: claim.id });
      const result = await this.reader.read(delivery, await this.rawOf(claim.id));
      this.crashPoints.reach('process.parsed');
      if (result.kind === 'unreadable') {
        await this.park(claim, 'unreadable');
        return;
      }
      const prepared = await this.prepare(claim, delivery, result.content);
      if (prepared.kind === 'wait') {
        await postponeDelivery(this.em.fork(), claim, prepared.seconds);
        return;
      }
      await this.em.transactional(async () => {
        await this.settle(claim, delivery, prepared.content);
      });
      this.crashPoints.reach('process.committed');
    });
  }

  /** Outside of any transaction: scanning files and reading faxes take their time. */
  private async prepare(claim: ClaimedDelivery, delivery: Delivery, content: ReadContent): Promise<Preparation> {
    const work = async (): Promise<Preparation> => this.preparer.prepare(delivery, content);
    return this.preparer.takesLong(content)
      ? holdingLease(this.em, claim, this.settings.leaseSeconds, this.logger, work)
      : work();
  }

  private async settle(claim: ClaimedDelivery, delivery: Delivery, content: PreparedContent): Promise<void> {
    const piece = isPiece(content) ? content : null;
    if (piece) {
      await this.parts.serialise(delivery, piece);
    }
    if (content.fax) {
      await this.faxBook.serialise(delivery, content.fax.caller);
    }
    if (!(await this.takeHold(claim))) {
      return;
    }
    const gathered = piece && (await this.parts.gather(delivery, piece));
    if (gathered?.kind === 'wait') {
      await this.letWait(claim.id, gathered.seconds);
      return;
    }
    await this.finish(delivery, claim.id, gathered ? { ...gathered.content, files: [] } : content);
  }

  /** Ends it without reading it once more: it was the end of this process too often, or could not be read too often. */
  async giveUp(claim: ClaimedDelivery, reason: 'crashed' | 'failed'): Promise<void> {
    await this.park(claim, reason);
  }

  private async park(claim: ClaimedDelivery, reason: QuarantineReason): Promise<void> {
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

  private async finish(delivery: Delivery, id: DeliveryId, content: PreparedContent): Promise<void> {
    const now = this.clock.now();
    const attachments = await this.sealFiles(id, content.files);
    const passed = content.fax === null ? this.passingOn.read(delivery, content) : null;
    const message = StoredMessage.parse({ ...(passed ?? content).message, attachments });
    await this.vault.sealJson(id, 'message', message);
    await this.em.execute(
      `update intake.delivery set dmarc = ?, flags = flags || ?::text[] where id = ?`,
      [content.dmarc, flagsOf(content.files), id],
      'run',
    );
    if (passed !== null) {
      await this.finishPassedOn(delivery, id, passed, announcedFacts({ ...content, message }, attachments.length));
      return;
    }
    const entered = content.fax === null ? delivery : await this.enterFax(delivery, id, content.fax, message);
    if (entered === null) {
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
        await this.announcer.announce(sorting, entered, announcedFacts(content, attachments.length));
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

  /** What is announced of a fax; null where it is one that came before: then it has its outcome. */
  private async enterFax(
    delivery: Delivery,
    id: DeliveryId,
    { caller, origin }: RecognisedFax,
    { fax }: StoredMessage,
  ): Promise<AnnouncedDelivery | null> {
    await this.em.execute(`update intake.delivery set channel = 'fax', origin = ? where id = ?`, [origin, id], 'run');
    const original = await this.faxBook.originalOf(delivery, caller, fax?.prints ?? []);
    if (original !== null) {
      await endDelivery(
        this.em,
        id,
        { outcome: 'duplicate', reason: 'fax-resent', duplicateOf: original },
        this.clock.now(),
      );
      await this.vault.join(id, original);
      return null;
    }
    await this.faxBook.note(delivery, caller);
    const { preset, unit, receivedAt } = delivery;
    return { id, preset, unit, receivedAt, channel: 'fax', origin };
  }

  private async sealFiles(id: DeliveryId, files: readonly PreparedFile[]): Promise<StoredAttachment[]> {
    const sealed: StoredAttachment[] = [];
    for (const { name, type, content, sha256, inline, notTaken, page } of files) {
      const item = notTaken === null ? await this.vault.seal(id, 'attachment', content) : null;
      sealed.push({
        ...{ name, type, size: content.length, sha256, inline, item },
        ...(notTaken === null ? {} : { notTaken }),
        ...(page === undefined ? {} : { page }),
      });
    }
    return sealed;
  }

  /** A mailbox that has left the plan since is read as one that says nothing of machine mail. */
  private machineMailOf(point: string): 'note' | 'complaint' {
    return this.intake.plan.mailboxes.find(({ key }) => key === point)?.machineMail ?? 'note';
  }
}

/** What the ledger says of files; as PostgreSQL writes a list. */
function flagsOf(files: readonly PreparedFile[]): string {
  const reasons = files.map(({ notTaken }) => notTaken);
  const flags: DeliveryFlag[] = [
    ...(reasons.includes('infected') ? (['file-infected'] as const) : []),
    ...(reasons.includes('unscanned') ? (['files-unscanned'] as const) : []),
  ];
  return `{${flags.join(',')}}`;
}

function announcedFacts(
  { message, dmarc }: Pick<PreparedContent, 'message' | 'dmarc'>,
  attachments: number,
): { language: StoredMessage['language']; dmarc: ReadContent['dmarc']; attachments: number } {
  return { language: message.language, dmarc, attachments };
}
