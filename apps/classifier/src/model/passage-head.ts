import { scores, sigmoid, type LinearHead } from './linear-head.js';
import type { RowVector } from './vocabulary.js';

/** How sharply the passage that fits best stands for the whole text; 1 is softer, infinity is the best alone. */
export const sharpness = 2;

/** Scores of each passage, by label. */
export function passageScores(head: LinearHead, passages: readonly RowVector[]): Float64Array[] {
  return passages.map((passage) => scores(head, passage));
}

/** One score a label for the text, near that of the passage that fits best (a mean in powers); all zero without passages. */
export function bestOf(byPassage: readonly Float64Array[], labels: number): Float64Array {
  return Float64Array.from({ length: labels }, (_, label) => {
    const own = byPassage.map((raw) => (raw[label] ?? 0) * sharpness);
    if (own.length === 0) {
      return 0;
    }
    const top = Math.max(...own);
    const sum = own.reduce((total, score) => total + Math.exp(score - top), 0);
    return (top + Math.log(sum / own.length)) / sharpness;
  });
}

/** One share a label: that it holds in at least one passage, as if passages were independent. */
export function anyOf(byPassage: readonly Float64Array[], labels: number): Float64Array {
  return Float64Array.from(
    { length: labels },
    (_, label) => 1 - byPassage.reduce((none, raw) => none * (1 - sigmoid(raw[label] ?? 0)), 1),
  );
}
