import { z } from 'zod';
import { CaseId, DeliveryId } from '../identity.js';
import { FactRecord, PauseRecord, PresetRef, Stage, Tag } from '../vocabulary.js';

/**
 * What every `case.*` message says. `caseVersion` rises by one with each message of a case: consumers apply
 * version n+1, park a gap, ignore what is older.
 */
export const caseEvent = z.strictObject({
  caseId: CaseId,
  caseVersion: z.int().positive(),
  preset: PresetRef,
  unit: z.string().min(1),
  tag: Tag.nullable(),
  category: z.string().nullable(),
  urgent: z.boolean(),
  stage: Stage,
  /** Marks that presets can attach limits to: complex, repeat, group. */
  marks: z.array(z.string()),
  /** Facts that this message adds. */
  facts: z.array(FactRecord),
});

/** A limit that people set for one case: an extension (PG-18.3) or what management fixed (PC-10.1). */
export const AgreedLimit = z.strictObject({ milestone: z.string().min(1), dueAt: z.iso.datetime() });
export type AgreedLimit = z.infer<typeof AgreedLimit>;

/** Everything a watcher must know of an open case; the digest carries it whole. */
export const WatchedCase = z.strictObject({
  ...caseEvent.shape,
  pauses: z.array(PauseRecord),
  agreedLimits: z.array(AgreedLimit),
});
export type WatchedCase = z.infer<typeof WatchedCase>;

/** A case as the digest tells it: with the delivery that it was opened for, so that a lost registration heals too (PG-16). */
export const DigestedCase = z.strictObject({ ...WatchedCase.shape, deliveryId: DeliveryId });
export type DigestedCase = z.infer<typeof DigestedCase>;
