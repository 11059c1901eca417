import { z } from 'zod';

/** Key of an entry: lower-case words with hyphens. Stable, since cases and reports refer to it. */
export const Key = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'a key is made of lower-case words with hyphens');

/** A preset, base or overlay: `id`, or `id@version`. */
export const Reference = z.string().regex(/^[a-z0-9-]+(?:@[0-9A-Za-z][0-9A-Za-z.-]*)?$/u, 'write an id, or id@version');

/** What people read, in Chinese and English. */
export const Title = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Title = z.infer<typeof Title>;

/**
 * A clause of the company's rules, e.g. PG-13.2.1, or `default` where the rules are silent and the entry is a
 * sensible choice that the company may change.
 */
export const ClauseId = z
  .string()
  .regex(
    /^(?:[A-Z][A-Z0-9]*-[A-Z0-9]+(?:\.[A-Z0-9]+)*|default)$/u,
    'a clause reads like PG-13.2.1, or is the word default',
  );

/** Every entry says which clauses it carries out. */
export const Clauses = z.array(ClauseId).min(1);

/** One clause as the preset's own register has it: where it stands, and what it asks for, in one line. */
export const ClauseEntry = z.strictObject({
  /** Article or section in the company's document, as printed there. */
  source: z.string().min(1),
  duty: Title,
  /** `people`: no software can do it. `context`: no duty of its own. */
  kind: z.enum(['system', 'people', 'context']).default('system'),
});

/** A code with nothing but its title: cause codes, demands, complaint natures. */
export const Code = z.strictObject({ title: Title, clauses: Clauses });
