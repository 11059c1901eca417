import { hashName, type FeatureVector } from '../model/feature-vector.js';
import type { LinearHead } from '../model/linear-head.js';
import { passageHeadNames, type Learnt, type PassageHeadName, type PassageHeads } from '../model/model.js';
import { passageWish } from '../model/passage-features.js';
import { lookUp, vocabularyOf, type RowVector, type Vocabulary } from '../model/vocabulary.js';
import type { Material } from './examples.js';
import type { Task } from './head-task.js';
import { trainPassageHead } from './train-passage-head.js';

const settings = { epochs: 8, rate: 0.12, decay: 4e-5, seed: 20_261_121 } as const;
/** What is known before any text: a wish in a passage speaks for its demand. */
const wishTrust = 2;

/** Trains the heads that look at single passages, for the same tasks as the heads of whole texts. */
export function learnPassages(
  material: readonly Material[],
  tasks: Readonly<Record<PassageHeadName, Task>>,
): Learnt['passages'] {
  const vocabulary = vocabularyOf(
    material.map(({ passages }) => union(passages)),
    [],
  );
  const rows = new Map(material.map((one) => [one, one.passages.map((passage) => lookUp(vocabulary, passage))]));
  const heads = passageHeadNames.map((name): [PassageHeadName, LinearHead] => [
    name,
    learn(name, tasks[name], rows, vocabulary),
  ]);
  return { vocabulary, heads: Object.fromEntries(heads) as PassageHeads };
}

function learn(
  name: PassageHeadName,
  { labels, multiple, lessons }: Task,
  rows: ReadonlyMap<Material, readonly RowVector[]>,
  vocabulary: Vocabulary,
): LinearHead {
  const texts = lessons.map(({ of, wanted, allowed }) => ({
    passages: rows.get(of) ?? [],
    targets: wanted.map((label) => labels.indexOf(label)),
    allowed,
  }));
  const prior = name === 'demands' ? wishes(labels, vocabulary) : [];
  return trainPassageHead(texts, { labels, multiple, rows: vocabulary.rows.size, prior, ...settings });
}

function wishes(labels: readonly string[], vocabulary: Vocabulary): [row: number, label: number, weight: number][] {
  return labels.flatMap((name, label): [number, number, number][] => {
    const row = vocabulary.rows.get(hashName(passageWish(name)));
    return row === undefined ? [] : [[row, label, wishTrust]];
  });
}

/** Features of a text's passages, each once: a feature must stand in two texts to be known. */
function union(passages: readonly FeatureVector[]): FeatureVector {
  const ids = Uint32Array.from(new Set(passages.flatMap((passage) => [...passage.ids])));
  return { ids, values: new Float32Array(ids.length).fill(1) };
}
