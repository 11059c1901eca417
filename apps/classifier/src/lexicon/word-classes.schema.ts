import { z } from 'zod';

/** Words that stand for the same kind of thing: `name: "a|b|two_words|ending*"`, as literals of signals are written. */
export const WordClassesFile = z.strictObject({
  classes: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/u), z.string().min(1)),
});
export type WordClassesFile = z.infer<typeof WordClassesFile>;
