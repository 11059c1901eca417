import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { Tag } from '#libs/contracts/vocabulary.js';

/** `undo`: a command was taken back (撤销); tag and category are those that the case has again. */
export type CorrectedBy = 'desk' | 'management' | 'undo';

/** What a person said of a case instead of, or after, the software. One for each message that told of it. */
export const CorrectionEntity = defineEntity({
  name: 'Correction',
  tableName: 'correction',
  schema: 'classification',
  properties: {
    messageId: p.uuid().primary(),
    caseId: p.uuid(),
    /** Rises with each message of a case: in this order they were said, whatever the order in which they came. */
    caseVersion: p.integer(),
    /** Null where a command was taken back. */
    deliveryId: p.uuid().nullable(),
    preset: p.string().nullable(),
    presetVersion: p.string().nullable(),
    decidedBy: p.string().$type<CorrectedBy>(),
    /** Id in the roster; null where a command was taken back. */
    person: p.string().nullable(),
    /** Vault item with the reason. */
    reason: p.uuid().nullable(),
    /** False: people decided what the software had left to them, or confirmed what it proposed. */
    overrules: p.boolean(),
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
