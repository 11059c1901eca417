import { hitsOf, type Span } from '../lexicon/concept-hits.js';
import type { Modality } from '../lexicon/lexicon.schema.js';
import type { Reading } from '../text/reading.js';
import { matchPattern, type QuantitySpans } from './match-pattern.js';
import { modalityOf } from './modality-of.js';
import type { ResolvedSignal, RuleBook } from './rule-book.js';

/** A signal found in a text, with how it is said. */
export interface SignalFind {
  readonly signal: string;
  readonly modality: Modality;
  readonly start: number;
  readonly end: number;
  /** Yuan, days or times where the signal has one. */
  readonly figure: number | null;
  /** Said in a way that counts for this signal. */
  readonly counts: boolean;
}

/** Finds of one signal that are looked at; more of them say nothing new. */
const mostFinds = 24;

export function fireSignals(reading: Reading, book: RuleBook, quantities: QuantitySpans): SignalFind[] {
  const finds: SignalFind[] = [];
  for (const signal of book.signals) {
    finds.push(...fire(signal, reading, book, quantities));
  }
  return finds;
}

function fire(signal: ResolvedSignal, reading: Reading, book: RuleBook, quantities: QuantitySpans): SignalFind[] {
  if (signal.unlessText.some((concept) => hitsOf(reading.hits, concept).length > 0)) {
    return [];
  }
  if (signal.withText.length > 0 && !signal.withText.some((concept) => hitsOf(reading.hits, concept).length > 0)) {
    return [];
  }
  const spans = signal.patterns.flatMap((pattern) => matchPattern(pattern, reading, quantities)).slice(0, mostFinds);
  const finds: SignalFind[] = [];
  for (const span of spans) {
    if (excluded(signal, span, reading)) {
      continue;
    }
    const modality = modalityOf(span, reading, book.cues);
    finds.push({
      signal: signal.id,
      modality,
      start: span.start,
      end: span.end,
      figure: null,
      counts: signal.said.has(modality),
    });
  }
  return enough(signal, finds, reading) ? finds : finds.map((find) => ({ ...find, counts: false }));
}

/** Whether the text is short enough and says it in enough different words. */
function enough(signal: ResolvedSignal, finds: readonly SignalFind[], reading: Reading): boolean {
  if (signal.longest !== null && reading.text.length > signal.longest) {
    return false;
  }
  const words = new Set(finds.filter((find) => find.counts).map((find) => reading.text.slice(find.start, find.end)));
  return words.size >= signal.least;
}

function excluded(signal: ResolvedSignal, span: Span, reading: Reading): boolean {
  const { sentenceOf, clauseOf } = reading.segments;
  const standsIn = (concepts: readonly number[], map: Int32Array): boolean =>
    concepts.some((concept) =>
      hitsOf(reading.hits, concept).some(
        (hit) =>
          (map[hit.start] === map[span.start] || map[hit.start] === map[span.end - 1]) &&
          !(hit.start === span.start && hit.end === span.end),
      ),
    );
  if (standsIn(signal.unlessClause, clauseOf) || standsIn(signal.unlessSentence, sentenceOf)) {
    return true;
  }
  return signal.withSentence.length > 0 && !standsIn(signal.withSentence, sentenceOf);
}
