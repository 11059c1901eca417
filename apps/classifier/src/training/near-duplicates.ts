import { canonicalText } from '../text/canonical-text.js';
import { hashName } from '../model/feature-vector.js';
import type { TrainingText } from './labelled-text.schema.js';

/** Two texts that share most of their wording. */
export interface NearDuplicate {
  readonly a: string;
  readonly b: string;
  /** Jaccard likeness of their character 4-grams, 0..1. */
  readonly likeness: number;
}

/** From here on two texts say the same in the same words. */
export const duplicateFrom = 0.5;
const gram = 4;
/** Below this a text is an exclamation, which two people may well make in the same words. */
const fewestGrams = 8;

function gramsOf(text: string): Set<number> {
  const body = canonicalText(text, { scanned: false }).text.replace(/[\s\p{P}\d]/gu, '');
  const grams = new Set<number>();
  for (let i = 0; i + gram <= body.length; i += 1) {
    grams.add(hashName(body.slice(i, i + gram)));
  }
  return grams;
}

/**
 * Pairs of texts that are near duplicates, whatever their scenario: template expansion shows here. Rare grams are looked
 * up first, so that only texts with something in common are compared.
 */
export function nearDuplicates(texts: readonly Pick<TrainingText, 'id' | 'text'>[]): NearDuplicate[] {
  const sets = texts.map(({ text }) => gramsOf(text));
  const holders = new Map<number, number[]>();
  sets.forEach((grams, index) => {
    for (const id of grams) {
      const list = holders.get(id) ?? [];
      list.push(index);
      holders.set(id, list);
    }
  });
  const found: NearDuplicate[] = [];
  sets.forEach((grams, index) => {
    const shared = new Map<number, number>();
    for (const id of grams) {
      const list = holders.get(id) ?? [];
      // What stands in very many texts says nothing about likeness and would cost quadratic time.
      for (const other of list.length > 60 ? [] : list) {
        if (other > index) {
          shared.set(other, (shared.get(other) ?? 0) + 1);
        }
      }
    }
    for (const [other, count] of shared) {
      const likeness = count / Math.max(1, grams.size + (sets[other]?.size ?? 0) - count);
      if (likeness >= duplicateFrom && Math.min(grams.size, sets[other]?.size ?? 0) >= fewestGrams) {
        found.push({ a: texts[index]?.id ?? '', b: texts[other]?.id ?? '', likeness });
      }
    }
  });
  return found.toSorted((x, y) => y.likeness - x.likeness);
}
