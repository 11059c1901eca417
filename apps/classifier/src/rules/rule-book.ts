import { ConceptsBuilder, type Concepts } from '../lexicon/concepts.js';
import type { LexiconFile, Modality, SignalRule, SignalsFile } from '../lexicon/lexicon.schema.js';
import type { WordClasses } from '../lexicon/word-classes.js';
import type { ResolvedCue } from './modality-of.js';
import { parsePattern, type Pattern } from './pattern.js';

/** A signal rule with names resolved to concept numbers. */
export interface ResolvedSignal {
  readonly id: string;
  readonly patterns: readonly Pattern[];
  readonly said: ReadonlySet<Modality>;
  readonly least: number;
  readonly longest: number | null;
  readonly unlessClause: readonly number[];
  readonly unlessSentence: readonly number[];
  readonly unlessText: readonly number[];
  readonly withSentence: readonly number[];
  readonly withText: readonly number[];
}

/** Lexicon, word classes and signals of all presets, compiled. */
export interface RuleBook {
  readonly concepts: Concepts;
  readonly classes: WordClasses;
  readonly cues: readonly ResolvedCue[];
  readonly signals: readonly ResolvedSignal[];
}

/** Faults name the rule; a rule file that does not compile stops the service from starting. */
export function compileRuleBook(lexicon: LexiconFile, classes: WordClasses, files: readonly SignalsFile[]): RuleBook {
  const concepts = new ConceptsBuilder(lexicon);
  const seen = new Set<string>();
  const signals = files.flatMap((file) =>
    file.signals.map((rule) => {
      if (seen.has(rule.id)) {
        throw new Error(`signal ${rule.id} stands twice`);
      }
      seen.add(rule.id);
      try {
        return resolve(rule, concepts);
      } catch (fault) {
        throw new Error(`signal ${rule.id}: ${fault instanceof Error ? fault.message : 'unreadable'}`, {
          cause: fault,
        });
      }
    }),
  );
  const cues = files.flatMap((file) =>
    file.cues.map(({ concept, ...cue }) => ({ ...cue, concept: concepts.named(concept) })),
  );
  return { concepts: concepts.build(), classes, cues, signals };
}

function resolve(rule: SignalRule, concepts: ConceptsBuilder): ResolvedSignal {
  const numbers = (names: readonly string[]): number[] => names.map((name) => concepts.named(name));
  return {
    id: rule.id,
    patterns: rule.any.map((source) => parsePattern(source, concepts)),
    said: new Set(rule.said),
    least: rule.least,
    longest: rule.longest ?? null,
    unlessClause: numbers(rule.unless.clause),
    unlessSentence: numbers(rule.unless.sentence),
    unlessText: numbers(rule.unless.text),
    withSentence: numbers(rule.with.sentence),
    withText: numbers(rule.with.text),
  };
}
