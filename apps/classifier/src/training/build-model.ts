import { hashName } from '../model/feature-vector.js';
import { rulesFor, wishFor } from '../model/features.js';
import type { LinearHead } from '../model/linear-head.js';
import { lookUpGroups, viewOf } from '../model/feature-groups.js';
import { headNames, type HeadName, type Heads, type Learnt } from '../model/model.js';
import { vocabularyOf, type RowVector, type Vocabulary } from '../model/vocabulary.js';
import { learnPassages } from './build-passages.js';
import type { Material, TrainingSet } from './examples.js';
import type { Task } from './head-task.js';
import { tasksFor } from './tasks-for.js';
import { trainHead } from './train-head.js';

/** Settings of the heads; chosen by cross-validation, see docs/adr/0005-classification.md. */
const settings: Readonly<Record<HeadName, { epochs: number; rate: number; decay: number }>> = {
  tag: { epochs: 20, rate: 0.12, decay: 4e-5 },
  category: { epochs: 12, rate: 0.12, decay: 4e-5 },
  clause: { epochs: 16, rate: 0.12, decay: 4e-5 },
  demands: { epochs: 12, rate: 0.12, decay: 4e-5 },
  urgent: { epochs: 16, rate: 0.1, decay: 1e-4 },
  anonymous: { epochs: 16, rate: 0.1, decay: 1e-4 },
};

/** Trains all heads. The same set in the same order gives the same weights. */
export function learnFrom({ texts, excerpts }: TrainingSet): Learnt {
  const material: readonly Material[] = [...texts, ...excerpts];
  const vocabulary = vocabularyOf(
    material.flatMap(({ features }) => [
      features.words,
      features.signs,
      features.topics,
      features.classes,
      features.wishes,
    ]),
    material.map(({ features }) => features.preset),
  );
  const groups = new Map(material.map((one) => [one, lookUpGroups(vocabulary, one.features)]));
  const tasks = tasksFor({ texts, excerpts });
  const heads = headNames.map((name): [HeadName, LinearHead] => {
    const vectors = new Map([...groups].map(([one, rows]) => [one, viewOf(rows, name)]));
    // Only tag and category are weighed by preset.
    const rows = name === 'tag' || name === 'category' ? vocabulary.rows.size : vocabulary.shared;
    return [name, learn(name, tasks[name], vectors, rows, priorFor(name, tasks[name].labels, vocabulary))];
  });
  const families = Object.fromEntries(texts.map(({ profile }) => [profile.family, profile.categories]));
  const passages = learnPassages(material, tasks);
  return { families, vocabulary, heads: Object.fromEntries(heads) as Heads, passages };
}

function learn(
  name: HeadName,
  { labels, multiple, lessons }: Task,
  vectors: ReadonlyMap<Material, RowVector>,
  rows: number,
  prior: [number, number, number][],
): LinearHead {
  const examples = lessons.flatMap(({ of, wanted, allowed, weight }) => {
    const vector = vectors.get(of);
    const targets = wanted.map((label) => labels.indexOf(label)).filter((index) => index >= 0);
    return vector === undefined ? [] : [{ vector, targets, allowed, weight }];
  });
  return trainHead(examples, { labels, multiple, rows, prior, seed: 20_261_121, ...settings[name] });
}

/** What is known before any text: a rule of the preset speaks for its tag, a wish for its demand. */
const ruleTrust = 1.2;
const wishTrust = 2.5;

function priorFor(
  name: HeadName,
  labels: readonly string[],
  vocabulary: Vocabulary,
): [row: number, label: number, weight: number][] {
  switch (name) {
    case 'tag':
      return knowledge(vocabulary, labels, rulesFor, ruleTrust);
    case 'demands':
      return knowledge(vocabulary, labels, wishFor, wishTrust);
    case 'category':
    case 'clause':
    case 'urgent':
    case 'anonymous':
      return [];
    default:
      return name satisfies never;
  }
}

function knowledge(
  vocabulary: Vocabulary,
  labels: readonly string[],
  feature: (label: string) => string,
  trust: number,
): [row: number, label: number, weight: number][] {
  return labels.flatMap((name, label): [number, number, number][] => {
    const row = vocabulary.rows.get(hashName(feature(name)));
    return row === undefined ? [] : [[row, label, trust]];
  });
}
