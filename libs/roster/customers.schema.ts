import { z } from 'zod';
import { Key } from '#libs/policy/preset/entry.schema.js';

/**
 * How many are concerned when something happens at a unit: the whole of which a group is a part (PG-13.2.4). One file a
 * unit in the folder REDRESS_CUSTOMERS; figures only, nobody's name.
 */
export const CustomersDocument = z.strictObject({
  /** Key of the roster's unit. */
  unit: Key,
  /** What is counted. */
  counted: z.enum(['households', 'customers']),
  /** All of the unit. */
  whole: z.int().positive(),
  /** Buildings or shops as people write them (6号楼, Block 3, 人民路店), each with its own number. */
  places: z.record(z.string().min(1), z.int().positive()).default({}),
});
export type CustomersDocument = z.infer<typeof CustomersDocument>;
