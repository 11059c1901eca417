import { z } from 'zod';
import { Tag } from '#libs/contracts/vocabulary.js';

const Condition = z
  .strictObject({
    /** Signal that must be found in a way that counts. */
    signal: z.string().optional(),
    /** Yuan demanded or lost. */
    sumAtLeast: z.number().positive().optional(),
    /** Company's own phrases; found as a fact. */
    words: z.array(z.string()).optional(),
  })
  .refine((one) => [one.signal, one.sumAtLeast, one.words].filter((part) => part !== undefined).length === 1, 'a condition is a signal, a sum or words');

/** When a text carries a tag, and by which clause. The order of the rules is the order of the clauses. */
export const ProfileRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9.-]+$/u),
  tag: Tag,
  clauses: z.array(z.string()).default([]),
  any: z.array(Condition).min(1),
  all: z.array(Condition).default([]),
  unless: z.array(Condition).default([]),
  /** firm: what it says is nearly always so; hint: the model decides with it. Measured, see the ADR. */
  strength: z.enum(['firm', 'hint']).default('hint'),
});
export type ProfileRule = z.infer<typeof ProfileRule>;

export const Thresholds = z.strictObject({
  /** Least calibrated confidence of an answer; below it the desk decides. */
  decide: z.number().min(0).max(1),
  /** Where major is likelier than this and not the answer, the desk decides. */
  majorFloor: z.number().min(0).max(1),
  /** Least confidence at which invalid is proposed. */
  propose: z.number().min(0).max(1),
});
export type Thresholds = z.infer<typeof Thresholds>;

/** How one preset's clauses are recognised in a text. */
export const Profile = z.strictObject({
  preset: z.string().min(1),
  tags: z.array(Tag).min(2),
  /** Clauses of a tag where no rule says more. */
  clausesOf: z.partialRecord(Tag, z.array(z.string())),
  categories: z.array(z.string()).min(2),
  thresholds: Thresholds,
  rules: z.array(ProfileRule),
});
export type Profile = z.infer<typeof Profile>;
