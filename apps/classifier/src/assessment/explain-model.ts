import type { FeatureCollector } from '../model/feature-vector.js';
import { withPreset } from '../model/feature-vector.js';
import type { LinearHead } from '../model/linear-head.js';
import type { Reading } from '../text/reading.js';
import { originalRange } from '../text/canonical-text.js';
import type { EvidenceItem } from './assessment.schema.js';

const mostWords = 5;

/** The words that weighed most for a label, with where they first stand. */
export function weightiestWords(head: LinearHead, label: string, features: FeatureCollector, preset: string, reading: Reading): EvidenceItem[] {
  const column = head.labels.indexOf(label);
  const vector = features.vector();
  const doubled = withPreset(vector, preset);
  const weighed: { name: string; weight: number }[] = [];
  vector.ids.forEach((id, index) => {
    const name = features.names().get(id);
    const word = name === undefined ? null : /^(?:w|g|p):(.*)$/u.exec(name)?.[1];
    if (word === null || word === undefined || word.length < 2 || word.startsWith('#')) {
      return;
    }
    const own = head.rows.get(id);
    const preset2 = head.rows.get(doubled.ids[vector.ids.length + index] ?? 0);
    const at = (row: number | undefined): number => (row === undefined ? 0 : (head.weights[row * head.labels.length + column] ?? 0));
    weighed.push({ name: word, weight: (at(own) + at(preset2)) * (vector.values[index] ?? 0) });
  });
  const items: EvidenceItem[] = [];
  for (const { name, weight } of weighed.toSorted((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))) {
    const start = reading.text.indexOf(name);
    if (weight <= 0 || items.length >= mostWords) {
      break;
    }
    if (start >= 0 && !items.some((item) => item.words.includes(name) || name.includes(item.words))) {
      const [from, to] = originalRange(reading.canonical, start, start + name.length);
      items.push({ rule: 'model', clause: null, words: reading.canonical.original.slice(from, to), range: [from, to] });
    }
  }
  return items;
}
