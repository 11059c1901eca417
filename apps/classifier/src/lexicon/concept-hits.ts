import type { Concepts } from './concepts.js';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where each concept stands, by concept number, in order of start. */
export type ConceptHits = readonly (readonly Span[])[];

const none: readonly Span[] = [];

export function conceptHits(concepts: Concepts, text: string, edges: Uint8Array): ConceptHits {
  const hits: Span[][] = Array.from({ length: concepts.count }, () => []);
  for (const { id, start, end } of concepts.matcher.find(text, edges)) {
    hits[id]?.push({ start, end });
  }
  for (const list of hits) {
    if (list.length > 1) {
      list.sort((a, b) => a.start - b.start || b.end - a.end);
    }
  }
  return hits;
}

export function hitsOf(hits: ConceptHits, concept: number): readonly Span[] {
  return hits[concept] ?? none;
}

/** Index of the first of these hits, which are in order, that begins at or behind an offset. */
export function firstFrom(hits: readonly Span[], offset: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.start ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
