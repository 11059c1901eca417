import type { Currency } from '../quantities/sums.js';
import type { LexiconFile } from './lexicon.schema.js';
import { PhraseMatcher } from './phrase-matcher.js';

/** The lexicon, ready for finding. Concepts are numbered; anonymous ones hold the literals of rules. */
export interface Concepts {
  readonly matcher: PhraseMatcher;
  readonly numberOf: ReadonlyMap<string, number>;
  readonly count: number;
  readonly currencies: readonly Currency[];
}

export class ConceptsBuilder {
  private readonly matcher = new PhraseMatcher();
  private readonly numbers = new Map<string, number>();

  constructor(private readonly lexicon: LexiconFile) {
    for (const name of Object.keys(lexicon.concepts)) {
      const number = this.numberFor(name);
      for (const phrase of this.phrasesOf(name, new Set())) {
        this.matcher.add(phrase, number);
      }
    }
  }

  has(name: string): boolean {
    return this.numbers.has(name);
  }

  /** The number of a concept; unknown names are faults of the rule files. */
  named(name: string): number {
    const number = this.numbers.get(name);
    if (number === undefined) {
      throw new Error(`unknown concept @${name}`);
    }
    return number;
  }

  /** A concept of its own for alternatives written into a pattern. */
  literal(alternatives: string): number {
    const name = `"${alternatives}`;
    const known = this.numbers.get(name);
    if (known !== undefined) {
      return known;
    }
    const number = this.numberFor(name);
    for (const phrase of alternatives.split('|')) {
      this.matcher.add(phrase.replaceAll('_', ' '), number);
    }
    return number;
  }

  build(): Concepts {
    return {
      matcher: this.matcher,
      numberOf: this.numbers,
      count: this.numbers.size,
      currencies: Object.values(this.lexicon.currencies),
    };
  }

  private numberFor(name: string): number {
    const number = this.numbers.size;
    this.numbers.set(name, number);
    return number;
  }

  private phrasesOf(name: string, seen: Set<string>): string[] {
    const entry = this.lexicon.concepts[name];
    if (entry === undefined) {
      throw new Error(`unknown concept ${name} under "also"`);
    }
    if (seen.has(name)) {
      return [];
    }
    seen.add(name);
    return [...entry.zh, ...entry.en, ...entry.also.flatMap((other) => this.phrasesOf(other, seen))];
  }
}
