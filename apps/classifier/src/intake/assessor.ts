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
import { assess } from '../assessment/assess.js';
import type { Assessment } from '../assessment/assessment.schema.js';
import { subjectOf } from '../repeats/subject.js';
import { topicsOf } from '../repeats/topics-of.js';
import { profileOf } from '../rules/profile-of.js';
import { AssessmentEntity } from '../store/assessment.entity.js';
import { complaintOf } from './complaint-of.js';
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
  ) {}

  async assess(complaint: ComplaintReceived): Promise<Settlement> {
    const { deliveryId } = complaint;
    const message = await this.messageOf(deliveryId);
    if (message === 'erased') {
      return done;
    }
    if (message === 'absent') {
      return deadLetter('message-absent');
    }
    const preset = this.presets.inForce(complaint.preset, new Date(complaint.receivedAt));
    const { book, families, model } = this.reasoning;
    const read = complaintOf(message, complaint, preset.timeZone);
    const judge = { book, profile: profileOf(preset, families), model };
    const assessment = assess(read, judge);
    const ref = { id: preset.id, version: preset.version };
    await this.keep(complaint, ref, assessment);
    const topics = topicsOf(read, judge);
    const subject = subjectOf(complaint, message, { complaint: read, assessment, topics }, preset);
    const repeats = await this.neighbours.find(subject);
    await this.outbox.add('complaint.classified', { ...announcement(complaint, ref, assessment), repeats });
    return done;
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

  private async keep(complaint: ComplaintReceived, preset: PresetRef, assessment: Assessment): Promise<void> {
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
      item,
      assessedAt: this.clock.now(),
    });
  }
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
