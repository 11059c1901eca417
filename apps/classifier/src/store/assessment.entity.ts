import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { Tag } from '#libs/contracts/vocabulary.js';
import type { DecidedBy, Missing } from '../assessment/assessment.schema.js';

/** The newest opinion on one delivery, in codes; `item` is the vault item with words and facts. */
export const AssessmentEntity = defineEntity({
  name: 'Assessment',
  tableName: 'assessment',
  schema: 'classification',
  properties: {
    deliveryId: p.uuid().primary(),
    preset: p.string(),
    presetVersion: p.string(),
    tag: p.string().$type<Tag>(),
    abstained: p.boolean(),
    confidence: p.double(),
    clauses: p.array().$type<string[]>(),
    category: p.string(),
    urgent: p.boolean(),
    anonymous: p.boolean(),
    demands: p.array().$type<string[]>(),
    rules: p.array().$type<string[]>(),
    missing: p.array().$type<Missing[]>(),
    decidedBy: p.string().$type<DecidedBy>(),
    /** Origin of the model that had a say; null where the rules decided alone. */
    model: p.string().nullable(),
    /** What came of asking for a second opinion; null: not asked. */
    opinion: p.string().nullable(),
    item: p.uuid(),
    /** Business time. */
    assessedAt: p.datetime(),
  },
});
export type AssessmentRow = InferEntity<typeof AssessmentEntity>;
