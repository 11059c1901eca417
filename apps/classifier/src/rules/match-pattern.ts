import { hitsOf, type Span } from '../lexicon/concept-hits.js';
import type { Reading } from '../text/reading.js';
import type { Pattern, QuantityKind, Step } from './pattern.js';

/** Quantities that patterns can name, read beforehand. */
export type QuantitySpans = Readonly<Record<QuantityKind, readonly Span[]>>;

function spansOf(step: Step, reading: Reading, quantities: QuantitySpans): readonly Span[] {
  if (typeof step.of === 'string') {
    return quantities[step.of];
  }
  const [first = -1, ...others] = step.of;
  if (others.length === 0) {
    return hitsOf(reading.hits, first);
  }
  return step.of
    .flatMap((concept) => hitsOf(reading.hits, concept))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * All places where the steps follow one another. For each step the matches of the step before are kept in order and
 * merged with two indices, so the time is linear in the hits (times the few hits inside one gap).
 */
export function matchPattern(pattern: Pattern, reading: Reading, quantities: QuantitySpans): Span[] {
  const [first, ...rest] = pattern.steps;
  if (first === undefined) {
    return [];
  }
  let reached: readonly Span[] = spansOf(first, reading, quantities);
  for (const step of rest) {
    if (reached.length === 0) {
      return [];
    }
    reached = extend(reached, spansOf(step, reading, quantities), step, reading);
  }
  return [...reached];
}

/** Most earlier matches that are looked at for one hit; texts made to provoke more lose only variants. */
const lookBack = 8;

function extend(reached: readonly Span[], nexts: readonly Span[], step: Step, reading: Reading): Span[] {
  const byEnd = reached.length > 1 ? [...reached].sort((a, b) => a.end - b.end) : reached;
  const found: Span[] = [];
  let upto = 0;
  for (const next of nexts) {
    while (upto < byEnd.length && (byEnd[upto]?.end ?? 0) <= next.start) {
      upto += 1;
    }
    for (let i = upto - 1; i >= 0 && i >= upto - lookBack; i -= 1) {
      const before = byEnd[i];
      if (before === undefined || next.start - before.end > step.gap) {
        break;
      }
      if (together(before.end - 1, next.start, step.within, reading)) {
        found.push({ start: before.start, end: next.end });
        break;
      }
    }
  }
  return found;
}

export function together(a: number, b: number, within: 'sentence' | 'clause', reading: Reading): boolean {
  const { sentenceOf, clauseOf } = reading.segments;
  return within === 'sentence' ? sentenceOf[a] === sentenceOf[b] : clauseOf[a] === clauseOf[b];
}
