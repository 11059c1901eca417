import type { Concepts } from '../lexicon/concepts.js';
import { conceptHits, type ConceptHits } from '../lexicon/concept-hits.js';
import type { PhraseHit } from '../lexicon/phrase-matcher.js';
import { classHits, type WordClasses } from '../lexicon/word-classes.js';
import type { CalendarDay } from '../quantities/calendar-day.js';
import { scanDates, type DateMention } from '../quantities/dates.js';
import { scanNumbers, type NumberSpan } from '../quantities/numbers.js';
import { sumsOf, type Sum } from '../quantities/sums.js';
import { canonicalText, type CanonicalText } from './canonical-text.js';
import { segment, type Segments } from './segments.js';
import { tokenise, wordEdges, type Token } from './tokens.js';

/** Everything that is read out of a text once, for all rules and features. Offsets are canonical. */
export interface Reading {
  readonly canonical: CanonicalText;
  readonly text: string;
  /** Offset of the first character after the subject. */
  readonly bodyStart: number;
  readonly segments: Segments;
  readonly tokens: readonly Token[];
  readonly hits: ConceptHits;
  /** Where words of a class stand, in order of start. */
  readonly classes: readonly PhraseHit[];
  readonly numbers: readonly NumberSpan[];
  readonly sums: readonly Sum[];
  readonly dates: readonly DateMention[];
  readonly today: CalendarDay;
}

export interface ReadableText {
  readonly subject: string;
  /** New text only; what is quoted was said by others. */
  readonly text: string;
  readonly scanned: boolean;
  /** The day the message was sent, in the zone of the preset. */
  readonly today: CalendarDay;
}

/** Vocabulary that a text is read with. */
export interface ReadingWords {
  readonly concepts: Concepts;
  readonly classes: WordClasses;
}

export function read(input: ReadableText, { concepts, classes }: ReadingWords): Reading {
  const canonical = canonicalText(`${input.subject}\n${input.text}`, { scanned: input.scanned });
  const text = canonical.text;
  const tokens = tokenise(text);
  const edges = wordEdges(tokens, text.length);
  const numbers = scanNumbers(text);
  const bodyStart = canonical.origin.findIndex((origin) => origin > input.subject.length);
  return {
    canonical,
    text,
    bodyStart: bodyStart < 0 ? text.length : bodyStart,
    segments: segment(text),
    tokens,
    hits: conceptHits(concepts, text, edges),
    classes: classHits(classes, text, edges),
    numbers,
    sums: sumsOf(text, numbers, concepts.currencies),
    dates: scanDates(text, input.today),
    today: input.today,
  };
}
