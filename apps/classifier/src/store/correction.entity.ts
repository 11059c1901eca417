import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { Tag } from '#libs/contracts/vocabulary.js';

/** What a person said instead of the software. One for each message that told of it. */
export const CorrectionEntity = defineEntity({
  name: 'Correction',
  tableName: 'correction',
  schema: 'classification',
  properties: {
    messageId: p.uuid().primary(),
    caseId: p.uuid(),
    deliveryId: p.uuid(),
    decidedBy: p.string().$type<'classifier' | 'desk' | 'management' | 'time'>(),
    tag: p.string().$type<Tag>().nullable(),
    tagBefore: p.string().$type<Tag>().nullable(),
    category: p.string().nullable(),
    categoryBefore: p.string().nullable(),
    urgent: p.boolean(),
    urgentBefore: p.boolean().nullable(),
    clauses: p.array().$type<string[]>(),
    /** Rules that had fired when the software was of another opinion. */
    rules: p.array().$type<string[]>(),
    /** Business time. */
    correctedAt: p.datetime(),
  },
});
export type CorrectionRow = InferEntity<typeof CorrectionEntity>;
