import { hashName, presetId, presetMark } from '../model/feature-vector.js';
import type { Model } from '../model/model.js';
import type { Reading } from '../text/reading.js';
import { originalRange } from '../text/canonical-text.js';
import type { EvidenceItem } from './assessment.schema.js';

const mostWords = 5;

/** The words of the text that weigh most for a tag, where they first stand. */
export function weightiestWords(model: Model, tag: string, preset: string, reading: Reading): EvidenceItem[] {
  const { labels, weights } = model.heads.tag;
  const column = labels.indexOf(tag);
  const mark = presetMark(preset);
  const weightOf = (id: number): number => {
    const row = model.vocabulary.rows.get(id);
    return row === undefined ? 0 : (weights[row * labels.length + column] ?? 0);
  };
  const weighed = new Map<string, { weight: number; start: number }>();
  for (const { text, start } of reading.tokens) {
    if (text.length < 2 || weighed.has(text)) {
      continue;
    }
    const id = hashName(`w:${text}`);
    const weight = weightOf(id) + weightOf(presetId(id, mark));
    if (weight > 0) {
      weighed.set(text, { weight, start });
    }
  }
  return [...weighed]
    .toSorted(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1))
    .slice(0, mostWords)
    .map(([word, { start }]) => {
      const [from, to] = originalRange(reading.canonical, start, start + word.length);
      return { rule: 'model', clause: null, words: reading.canonical.original.slice(from, to), range: [from, to] };
    });
}
