import { z } from 'zod';

/** What came of taking the entries of one clause away. */
export const EntryResult = z.strictObject({
  clause: z.string(),
  /**
   * red      without the entries a test that names the clause fails; with them it passes
   * refused  without them no preset loads, or no company opens: the fault names what is missing
   * green    the tests pass all the same: what they show does not rest on the entries
   * unsound  a test fails by itself although nothing is taken away, or the company does not even open
   */
  verdict: z.enum(['red', 'refused', 'green', 'unsound']),
  /** Entries that were taken away, e.g. `property-group: milestones.registration`. */
  taken: z.array(z.string()),
  /** Entries that stayed, since no preset loads without them, each with the fault. */
  needed: z.array(z.strictObject({ entry: z.string(), fault: z.string() })),
  /** Titles of the tests that turned red. */
  red: z.array(z.string()),
  /** First line of what the first of them says. */
  because: z.string(),
  /** Of the entries of the clause and the tests that name it. Another one: the result is stale. */
  fingerprint: z.string(),
  /** Of the product's sources at that time. */
  code: z.string(),
});
export type EntryResult = z.infer<typeof EntryResult>;

/** The file test/entries/results.json. */
export const EntryResults = z.array(EntryResult);

export const resultsPath = 'test/entries/results.json';
