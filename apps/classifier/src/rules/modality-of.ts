import { firstFrom, hitsOf, type Span } from '../lexicon/concept-hits.js';
import type { Modality } from '../lexicon/lexicon.schema.js';
import type { Reading } from '../text/reading.js';

/** A cue with its concept resolved to its number. */
export interface ResolvedCue {
  readonly modality: Modality;
  readonly concept: number;
  readonly where: 'before' | 'after' | 'around';
  readonly within: 'clause' | 'sentence';
  readonly reach: number;
}

/**
 * How the matter at `span` is said. The first cue in the order of the file that reaches it decides; without any,
 * a question or quotation marks; else it is told as a fact.
 */
export function modalityOf(span: Span, reading: Reading, cues: readonly ResolvedCue[]): Modality {
  for (const cue of cues) {
    const hits = hitsOf(reading.hits, cue.concept);
    for (let i = firstFrom(hits, span.start - cue.reach - longestCue); i < hits.length; i += 1) {
      const hit = hits[i];
      if (hit === undefined || hit.start > span.end + cue.reach) {
        break;
      }
      if (reaches(cue, hit, span, reading)) {
        return cue.modality;
      }
    }
  }
  if (isAsked(span, reading)) {
    return 'asked';
  }
  return reading.segments.quoted[span.start] === 1 ? 'quoted' : 'fact';
}

/** The matter stands in the very clause that ends in the question mark; what is said before it is told, not asked. */
function isAsked(span: Span, reading: Reading): boolean {
  const { sentenceOf, clauseOf, clauseStarts, asked } = reading.segments;
  const clause = clauseOf[span.end - 1] ?? 0;
  const sentence = sentenceOf[span.end - 1] ?? 0;
  const next = clauseStarts[clause + 1];
  return asked[sentence] === true && (next === undefined || sentenceOf[next] !== sentence);
}

/** No cue is longer; bounds how far back the search for one begins. */
const longestCue = 32;

function reaches(cue: ResolvedCue, hit: Span, span: Span, reading: Reading): boolean {
  const before = hit.end <= span.start && span.start - hit.end <= cue.reach;
  const inside = hit.start >= span.start && hit.end <= span.end && hit.end - hit.start < span.end - span.start;
  const after = hit.start >= span.end && hit.start - span.end <= cue.reach;
  const placed =
    cue.where === 'before'
      ? before || (inside && hit.start > span.start)
      : cue.where === 'after'
        ? after
        : before || after;
  if (!placed) {
    return false;
  }
  const map = cue.within === 'clause' ? reading.segments.clauseOf : reading.segments.sentenceOf;
  return map[hit.start] === map[span.start] || (cue.where !== 'before' && map[hit.start] === map[span.end - 1]);
}
