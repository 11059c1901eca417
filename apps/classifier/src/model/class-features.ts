import type { Span } from '../lexicon/concept-hits.js';
import type { Reading } from '../text/reading.js';
import { FeatureCollector, joinedId, type FeatureVector } from './feature-vector.js';

/** How much each kind may say, as the length of its block. Tuned by cross-validation. */
const norms = { classes: 1.5, pairs: 1.5, places: 1 } as const;

/** Features are made of numbers, not of names: there are many. */
const marks = { any: 0x6c078965, subject: 0x5d588b65, opening: 0x3c6ef35f, wish: 0x41c64e6d } as const;

/**
 * Kinds of things that the words of a text stand for: each class, pairs of classes within a clause (who and what was
 * done), and the classes of subject, opening and wishes apart.
 */
export function classFeatures({ classes, segments, bodyStart }: Reading, wishing: readonly Span[]): FeatureVector {
  const features = new FeatureCollector();
  const { clauseOf, sentenceOf } = segments;
  const byClause = new Map<number, Set<number>>();
  for (const { id, start } of classes) {
    features.countId(joinedId(marks.any, id));
    const clause = clauseOf[start] ?? 0;
    byClause.set(clause, (byClause.get(clause) ?? new Set<number>()).add(id));
  }
  features.endBlock(norms.classes);
  for (const ids of byClause.values()) {
    countPairs(
      [...ids].sort((a, b) => a - b),
      features,
    );
  }
  features.endBlock(norms.pairs);
  const opening = (sentenceOf[bodyStart] ?? 0) + 1;
  const wished = new Set(wishing.map(({ start }) => sentenceOf[start] ?? 0));
  for (const { id, start } of classes) {
    const sentence = sentenceOf[start] ?? 0;
    if (start < bodyStart) {
      features.countId(joinedId(marks.subject, id));
    } else if (sentence <= opening) {
      features.countId(joinedId(marks.opening, id));
    }
    if (wished.has(sentence)) {
      features.countId(joinedId(marks.wish, id));
    }
  }
  features.endBlock(norms.places);
  return features.vector();
}

/** A clause that names more kinds than this lists things; its pairs say nothing. */
const mostOfClause = 12;

function countPairs(ids: readonly number[], features: FeatureCollector): void {
  for (const [at, id] of ids.slice(0, mostOfClause).entries()) {
    for (const other of ids.slice(at + 1, mostOfClause)) {
      features.countId(joinedId(joinedId(marks.any, id), other));
    }
  }
}
