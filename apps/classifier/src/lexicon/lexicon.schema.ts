import { z } from 'zod';

const Phrases = z.array(z.union([z.string().min(1), z.number().transform(String)]));

/**
 * One concept: phrases that mean the same to the rules. `also` takes over the phrases of other concepts.
 * Chinese in Simplified characters, Latin letters in lower case; `=词` whole words only, `word*` any ending.
 */
export const ConceptEntry = z.strictObject({
  about: z.string().optional(),
  zh: Phrases.default([]),
  en: Phrases.default([]),
  also: z.array(z.string()).default([]),
});

export const CurrencyEntry = z.strictObject({
  /** Yuan for one unit; rough, since it only decides whether a threshold is passed. */
  yuan: z.number().positive(),
  after: Phrases.default([]),
  before: Phrases.default([]),
});

export const LexiconFile = z.strictObject({
  concepts: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/u), ConceptEntry),
  currencies: z.record(z.string(), CurrencyEntry).default({}),
});
export type LexiconFile = z.infer<typeof LexiconFile>;

/** How a thing is said: as a fact, or in one of the ways in which it has not happened. */
export const Modality = z.enum([
  'fact',
  'negated', // 没有受伤, nobody was hurt
  'averted', // 差点, almost
  'supposed', // 如果, if; fears and possibilities
  'planned', // threats and intentions: 再不解决就, we will
  'asked', // a question
  'wished', // 请, 要求, please: what the writer asks for
  'quoted', // in quotation marks: somebody else's words
  'elsewhere', // 隔壁小区, in the news: not this matter
]);
export type Modality = z.infer<typeof Modality>;

/** Words that change how what stands near them is said. */
export const Cue = z.strictObject({
  modality: Modality,
  concept: z.string(),
  /** before: the cue stands before the matter; around: on either side. */
  where: z.enum(['before', 'after', 'around']),
  within: z.enum(['clause', 'sentence']),
  /** Most characters between cue and matter. */
  reach: z.int().positive(),
});
export type Cue = z.infer<typeof Cue>;

export const SignalRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u),
  about: z.string().optional(),
  /** Patterns, any of which makes the signal. See `pattern.ts` for the notation. */
  any: z.array(z.string()).min(1),
  /** Concepts that take the signal back when they stand in the same clause or sentence, or anywhere. */
  unless: z
    .strictObject({
      clause: z.array(z.string()).default([]),
      sentence: z.array(z.string()).default([]),
      text: z.array(z.string()).default([]),
    })
    .default({ clause: [], sentence: [], text: [] }),
  /** Concepts of which one must stand in the same sentence, or anywhere in the text. */
  with: z
    .strictObject({ sentence: z.array(z.string()).default([]), text: z.array(z.string()).default([]) })
    .default({ sentence: [], text: [] }),
  /** Different phrases that must be found before any of them counts. */
  least: z.int().positive().default(1),
  /** Most characters of a text in which it counts. */
  longest: z.int().positive().optional(),
  /** Ways of saying it that count. */
  said: z.array(Modality).default(['fact', 'wished', 'quoted']),
});
export type SignalRule = z.infer<typeof SignalRule>;

export const SignalsFile = z.strictObject({ cues: z.array(Cue).default([]), signals: z.array(SignalRule).default([]) });
export type SignalsFile = z.infer<typeof SignalsFile>;
