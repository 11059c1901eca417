import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { AssessmentEntity } from '../store/assessment.entity.js';
import { CorrectionEntity } from '../store/correction.entity.js';

/** Keeps what people say instead of the software: the measure of it, and labelled data. */
@Injectable()
export class Corrections {
  constructor(private readonly em: EntityManager) {}

  /** Only what a person changed is kept; the classifier's own word coming back, and time's, are not corrections. */
  async take(tagged: DataOf<'case.tagged'>, context: MessageContext): Promise<void> {
    if (!tagged.correction) {
      return;
    }
    const before = await this.em.findOne(AssessmentEntity, { deliveryId: tagged.deliveryId });
    this.em.create(CorrectionEntity, {
      messageId: context.messageId,
      caseId: tagged.caseId,
      deliveryId: tagged.deliveryId,
      decidedBy: tagged.by,
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
  }
}
