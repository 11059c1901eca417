import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { DeliveryId } from '../identity.js';
import { PresetRef } from '../vocabulary.js';

const found = { version: 1, producer: 'classifier', subscribers: ['dispatcher'] } as const;

/** What made two writers one person: keyed fingerprints agreed, of which nothing stands here. */
export const SamePersonBy = z.enum(['contact', 'name-and-place']);
export type SamePersonBy = z.infer<typeof SamePersonBy>;

export const caseRepeatFound = defineMessage({
  ...found,
  type: 'case.repeat-found',
  meaning:
    'The same person wrote about the same matter before (SI-17). Whether that makes one case or several is the dispatcher’s to say.',
  schema: z.strictObject({
    deliveryId: DeliveryId,
    preset: PresetRef,
    unit: z.string().min(1),
    /** The oldest first. */
    earlier: z
      .array(z.strictObject({ deliveryId: DeliveryId, by: SamePersonBy }))
      .min(1)
      .max(50),
  }),
});

export const caseGroupFound = defineMessage({
  ...found,
  type: 'case.group-found',
  meaning:
    'So many people complain of one cause that the preset calls it a group (PG-13.2.4, PC-2.2); sent again for each that joins later.',
  schema: z.strictObject({
    groupId: z.uuid(),
    preset: PresetRef,
    unit: z.string().min(1),
    category: z.string().min(1),
    /** The first complaint of the cause: its case leads. The same in every message of a group. */
    leading: DeliveryId,
    /** Complaints that belong to it and have not been named before. */
    members: z.array(DeliveryId).min(1).max(200),
    /** People so far, each counted once. */
    parties: z.int().positive(),
    /** Households or customers concerned, where the company says how many; null: counted in complaints. */
    whole: z.int().positive().nullable(),
    clauses: z.array(z.string()),
  }),
});

export const caseGroupLeft = defineMessage({
  ...found,
  type: 'case.group-left',
  meaning:
    'People put a complaint under another category, or said that it is none: it belongs to the group no more. The group stays.',
  schema: z.strictObject({ groupId: z.uuid(), preset: PresetRef, unit: z.string().min(1), deliveryId: DeliveryId }),
});
