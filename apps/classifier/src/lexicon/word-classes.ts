import { PhraseMatcher, type PhraseHit } from './phrase-matcher.js';
import type { WordClassesFile } from './word-classes.schema.js';

/** Classes of words, numbered in the order of their file. */
export interface WordClasses {
  readonly names: readonly string[];
  readonly matcher: PhraseMatcher;
}

export function wordClassesOf({ classes }: WordClassesFile): WordClasses {
  const matcher = new PhraseMatcher();
  const names = Object.keys(classes);
  names.forEach((name, id) => {
    for (const phrase of (classes[name] ?? '').split('|')) {
      matcher.add(phrase.replaceAll('_', ' ').trim(), id);
    }
  });
  return { names, matcher };
}

/** Where words of a class stand, in order of start; `id` is the class's number. */
export function classHits({ matcher }: WordClasses, text: string, edges: Uint8Array): PhraseHit[] {
  return matcher.find(text, edges).sort((a, b) => a.start - b.start || a.id - b.id);
}
