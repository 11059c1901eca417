import { z } from 'zod';
import { Channel, Tag } from '#libs/contracts/vocabulary.js';

/**
 * When an entry applies to a case: all that is said must hold; what is left out does not matter. `{}` is always.
 * `none` among the tags is a case that has no tag yet.
 */
export const Condition = z.strictObject({
  tag: z
    .array(z.enum([...Tag.options, 'none']))
    .min(1)
    .optional(),
  category: z.array(z.string()).min(1).optional(),
  unit: z.array(z.string()).min(1).optional(),
  channel: z.array(Channel).min(1).optional(),
  urgent: z.boolean().optional(),
  /** Every one of these marks must be on the case. */
  marks: z.array(z.string()).min(1).optional(),
  /** None of these marks may be on the case. */
  unmarked: z.array(z.string()).min(1).optional(),
});
export type Condition = z.infer<typeof Condition>;

export const When = Condition.default({});
