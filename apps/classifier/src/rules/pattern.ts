import type { ConceptsBuilder } from '../lexicon/concepts.js';

/**
 * Notation of patterns in rule files. Steps are parted by blanks and follow one another in the text:
 *
 *   @name      a phrase of that concept
 *   词|@name   one of these (`_` for a blank; `=词` whole Chinese words, `word*` any ending)
 *   #sum       a quantity: one of `quantityKinds`
 *   ..12       at most 12 characters between the steps beside it, inside one sentence
 *   ~6         the same, inside one clause
 *
 * Without a gap sign at most two characters lie between. There is no repetition and no going back, so a pattern
 * takes time in proportion to the hits of its steps.
 */
export interface Pattern {
  readonly source: string;
  readonly steps: readonly Step[];
}

export interface Step {
  /** Numbers of the concepts of which any will do, or the quantity's name. */
  readonly of: readonly number[] | QuantityKind;
  /** Most characters between the step before and this one. */
  readonly gap: number;
  readonly within: 'sentence' | 'clause';
}

export const quantityKinds = [
  'sum',
  'number',
  'date',
  'duration',
  'share',
  'majority',
  'majority-count',
  'over-month',
  'month-ago',
  'crowd',
  'dozens',
  'thousands',
  'third',
] as const;
export type QuantityKind = (typeof quantityKinds)[number];

const closeGap = 2;

export function parsePattern(source: string, concepts: ConceptsBuilder): Pattern {
  const steps: Step[] = [];
  let gap = closeGap;
  let within: 'sentence' | 'clause' = 'clause';
  for (const word of source.split(/\s+/u).filter((part) => part !== '')) {
    const sign = /^(\.\.|~)(\d{1,3})$/u.exec(word);
    if (sign !== null) {
      gap = Number(sign[2]);
      within = sign[1] === '~' ? 'clause' : 'sentence';
      continue;
    }
    steps.push({ ...stepOf(word, concepts), gap, within });
    gap = closeGap;
    within = 'clause';
  }
  if (steps.length === 0) {
    throw new Error(`pattern without steps: ${source}`);
  }
  return { source, steps };
}

function stepOf(word: string, concepts: ConceptsBuilder): Pick<Step, 'of'> {
  if (word.startsWith('#')) {
    const kind = quantityKinds.find((name) => name === word.slice(1));
    if (kind === undefined) {
      throw new Error(`unknown quantity ${word}`);
    }
    return { of: kind };
  }
  const alternatives = word.split('|');
  const named = alternatives.filter((one) => one.startsWith('@')).map((one) => concepts.named(one.slice(1)));
  const literal = alternatives.filter((one) => !one.startsWith('@'));
  return { of: literal.length === 0 ? named : [...named, concepts.literal(literal.join('|'))] };
}
