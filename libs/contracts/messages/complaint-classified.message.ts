import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { DeliveryId } from '../identity.js';
import { PresetRef, Tag } from '../vocabulary.js';

export const complaintClassified = defineMessage({
  type: 'complaint.classified',
  version: 1,
  producer: 'classifier',
  subscribers: ['dispatcher'],
  meaning:
    'The classifier has an opinion on a delivery. The words that decided lie in the vault as item `assessment` of the delivery.',
  schema: z.strictObject({
    deliveryId: DeliveryId,
    preset: PresetRef,
    /** Best guess. `invalid` is only ever a proposal to the desk (PG-14). */
    tag: Tag,
    /** Not sure enough: the desk decides, the graver tag's limits run meanwhile. */
    abstained: z.boolean(),
    confidence: z.number().min(0).max(1),
    /** Clause ids, the strongest first. */
    clauses: z.array(z.string()),
    category: z.string().min(1),
    urgent: z.boolean(),
    anonymous: z.boolean(),
    demands: z.array(z.string()),
    /** Ids of the rules that fired. */
    rules: z.array(z.string()),
    /** Codes of what the record still lacks (PC-18). */
    missing: z.array(z.string()),
    /** A `case.repeat-found` goes with it: whose case it is may be known already. */
    repeats: z.boolean().optional(),
  }),
});
