import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { AssessmentEntity, type AssessmentRow } from '../store/assessment.entity.js';
import { CorrectionEntity } from '../store/correction.entity.js';

/** Keeps what people say of complaints: the measure of the software, and labelled data. */
@Injectable()
export class Corrections {
  constructor(private readonly em: EntityManager) {}

  /** What a person decided, also where the software had left it to them. Answers what that had said; null: nothing. */
  async take(
    tagged: DataOf<'case.tagged'> & { readonly by: 'desk' | 'management' },
    context: MessageContext,
  ): Promise<AssessmentRow | null> {
    const before = await this.em.findOne(AssessmentEntity, { deliveryId: tagged.deliveryId });
    this.em.create(CorrectionEntity, {
      messageId: context.messageId,
      caseId: tagged.caseId,
      caseVersion: tagged.caseVersion,
      deliveryId: tagged.deliveryId,
      preset: tagged.preset.id,
      presetVersion: tagged.preset.version,
      decidedBy: tagged.by,
      person: tagged.person ?? null,
      reason: tagged.reason ?? null,
      overrules: tagged.correction,
      tag: tagged.tag,
      tagBefore: before?.tag ?? null,
      category: tagged.category,
      categoryBefore: before?.category ?? null,
      urgent: tagged.urgent,
      urgentBefore: before?.urgent ?? null,
      clauses: tagged.clauses,
      rules: before?.rules ?? [],
      correctedAt: context.occurredAt,
    });
    await this.em.flush();
    return before;
  }

  /** A command was taken back; which correction that undoes is told by the versions, since messages may cross. */
  async takeBack(reverted: DataOf<'case.reverted'>, context: MessageContext): Promise<void> {
    this.em.create(CorrectionEntity, {
      messageId: context.messageId,
      caseId: reverted.caseId,
      caseVersion: reverted.caseVersion,
      deliveryId: null,
      preset: reverted.preset.id,
      presetVersion: reverted.preset.version,
      decidedBy: 'undo',
      person: null,
      reason: null,
      overrules: false,
      tag: reverted.tag,
      tagBefore: null,
      category: reverted.category,
      categoryBefore: null,
      urgent: reverted.urgent,
      urgentBefore: null,
      clauses: [],
      rules: [],
      correctedAt: context.occurredAt,
    });
    await this.em.flush();
  }
}
