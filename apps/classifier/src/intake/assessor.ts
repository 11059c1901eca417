import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import type { PresetRef } from '#libs/contracts/vocabulary.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { deadLetter, done, type Settlement } from '#libs/messaging/settlement.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import { VaultRejected } from '#libs/vault/vault.failure.js';
import { Vault } from '#libs/vault/vault.js';
import { assessWithView } from '../assessment/assess.js';
import type { Assessment } from '../assessment/assessment.schema.js';
import { OpinionQueue } from '../opinion/opinion-queue.js';
import { SecondOpinionDesk, type HeardOpinion } from '../opinion/second-opinion-desk.js';
import { subjectOf } from '../repeats/subject.js';
import { topicsOf } from '../repeats/topics-of.js';
import { profileOf } from '../rules/profile-of.js';
import { AssessmentEntity } from '../store/assessment.entity.js';
import { complaintOf } from './complaint-of.js';
import type { FormedAssessment } from './formed-assessment.js';
import { Neighbours } from './neighbours.js';
import { Reasoning } from './reasoning.js';

type ComplaintReceived = DataOf<'complaint.received'>;

/** Forms an opinion on a delivery, keeps it, and says so. */
@Injectable()
export class Assessor {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly outbox: Outbox,
    private readonly clock: BusinessClock,
    private readonly presets: PresetBook,
    private readonly reasoning: Reasoning,
    private readonly neighbours: Neighbours,
    private readonly opinions: SecondOpinionDesk,
    private readonly queue: OpinionQueue,
  ) {}

  async assess(complaint: ComplaintReceived): Promise<Settlement> {
    const formed = await this.form(complaint);
    switch (formed.kind) {
      case 'erased':
        return done;
      case 'absent':
        return deadLetter('message-absent');
      case 'formed':
        break;
      default:
        formed satisfies never;
    }
    if (formed.message.fax?.text === 'unsure') {
      // Nobody can read it yet: the desk types it, and then it is announced again.
      return done;
    }
    if (this.opinions.wants(formed.viewed.assessment)) {
      // The call is made outside of this transaction, and the answer given when it has ended.
      await this.keep(complaint, refOf(formed.preset), formed.viewed.assessment, null);
      await this.queue.add(complaint);
      return done;
    }
    await this.conclude(complaint, formed, null);
    return done;
  }

  /** What rules and model say of a delivery. Reads only. */
  async form(complaint: ComplaintReceived): Promise<FormedAssessment | { readonly kind: 'erased' | 'absent' }> {
    const message = await this.messageOf(complaint.deliveryId);
    if (message === 'erased' || message === 'absent') {
      return { kind: message };
    }
    const preset = this.presets.inForce(complaint.preset, new Date(complaint.receivedAt));
    const { book, families, model } = this.reasoning;
    const read = complaintOf(message, complaint, preset.timeZone);
    const judge = { book, profile: profileOf(preset, families), model };
    return { kind: 'formed', message, preset, read, judge, viewed: assessWithView(read, judge) };
  }

  /** Keeps and announces the answer, the local one where nothing else was heard. In the caller's transaction. */
  async conclude(complaint: ComplaintReceived, formed: FormedAssessment, heard: HeardOpinion | null): Promise<void> {
    const { message, preset, read, judge, viewed } = formed;
    const assessment = heard?.assessment ?? viewed.assessment;
    const ref = refOf(preset);
    await this.keep(complaint, ref, assessment, heard?.outcome ?? null);
    const topics = topicsOf(read, judge);
    const subject = subjectOf(complaint, message, { complaint: read, assessment, topics }, preset);
    const repeats = await this.neighbours.find(subject);
    await this.outbox.add('complaint.classified', { ...announcement(complaint, ref, assessment), repeats });
  }

  private async messageOf(deliveryId: string): Promise<StoredMessage | 'erased' | 'absent'> {
    const item = await this.vault.find(deliveryId, 'message');
    if (item === null) {
      return 'absent';
    }
    try {
      return await this.vault.openJson(item, StoredMessage);
    } catch (failure) {
      // Erased between arrival and now: there is nothing left to have an opinion on.
      if (failure instanceof VaultRejected && failure.code === 'group-erased') {
        return 'erased';
      }
      throw failure;
    }
  }

  private async keep(
    complaint: ComplaintReceived,
    preset: PresetRef,
    assessment: Assessment,
    opinion: string | null,
  ): Promise<void> {
    const item = await this.vault.sealJson(complaint.deliveryId, 'assessment', assessment);
    const { tag, abstained, confidence, clauses, category, urgent, anonymous, demands, missing, decidedBy } =
      assessment;
    await this.em.upsert(AssessmentEntity, {
      deliveryId: complaint.deliveryId,
      preset: preset.id,
      presetVersion: preset.version,
      ...{ tag, abstained, confidence, clauses, category, urgent, anonymous, demands, missing, decidedBy },
      rules: rulesOf(assessment),
      model: this.reasoning.model?.origin ?? null,
      opinion,
      item,
      assessedAt: this.clock.now(),
    });
  }
}

function refOf({ id, version }: PresetRef): PresetRef {
  return { id, version };
}

function rulesOf(assessment: Assessment): string[] {
  return [...new Set(assessment.evidence.map(({ rule }) => rule))];
}

function announcement(
  complaint: ComplaintReceived,
  preset: PresetRef,
  assessment: Assessment,
): DataOf<'complaint.classified'> {
  const { tag, abstained, confidence, clauses, category, urgent, anonymous, demands, missing } = assessment;
  return {
    deliveryId: complaint.deliveryId,
    preset,
    ...{ tag, abstained, confidence, clauses, category, urgent, anonymous, demands, missing },
    rules: rulesOf(assessment),
  };
}
