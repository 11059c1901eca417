import { hashName } from '../model/feature-vector.js';
import { rulesFor, wishFor } from '../model/features.js';
import type { LinearHead } from '../model/linear-head.js';
import { lookUpGroups, viewOf } from '../model/feature-groups.js';
import { headNames, type HeadName, type Heads, type Learnt } from '../model/model.js';
import { vocabularyOf, type RowVector, type Vocabulary } from '../model/vocabulary.js';
import { learnPassages } from './build-passages.js';
import type { Example } from './examples.js';
import type { Task } from './head-task.js';
import { trainHead } from './train-head.js';

export const tagLabels = ['minor', 'general', 'major', 'invalid'] as const;

/** Settings of the heads; chosen by cross-validation, see docs/adr/0005-classification.md. */
const settings: Readonly<Record<HeadName, { epochs: number; rate: number; decay: number }>> = {
  tag: { epochs: 20, rate: 0.12, decay: 4e-5 },
  category: { epochs: 20, rate: 0.12, decay: 4e-5 },
  clause: { epochs: 16, rate: 0.12, decay: 4e-5 },
  demands: { epochs: 20, rate: 0.12, decay: 4e-5 },
  urgent: { epochs: 16, rate: 0.1, decay: 1e-4 },
  anonymous: { epochs: 16, rate: 0.1, decay: 1e-4 },
};

function labelsOf(examples: readonly Example[], labels: (example: Example) => readonly string[]): string[] {
  return [...new Set(examples.flatMap(labels))].toSorted();
}

/** Labels of one preset in a head whose labels read `preset/label`. */
function ofPreset(labels: readonly string[]): Task['allowed'] {
  return ({ profile }) => labels.map((label) => label.startsWith(`${profile.family}/`));
}

/** How often the tags come in a company's mail, roughly; what was written for training need not be in that measure. */
const expected = { general: 0.5, major: 0.28, invalid: 0.17, minor: 0.2 } as const;
const mostWeight = 3;

/** Weighs the texts of each preset as if the tags came as expected. */
function tagWeights(examples: readonly Example[]): Task['weight'] {
  const counts = new Map<string, number>();
  const key = (family: string, tag: string): string => `${family}/${tag}`;
  for (const { profile, text } of examples) {
    counts.set(key(profile.family, text.expect.tag), (counts.get(key(profile.family, text.expect.tag)) ?? 0) + 1);
  }
  return ({ profile, text }) => {
    const counted = profile.tags.map((tag) => counts.get(key(profile.family, tag)) ?? 0);
    const texts = counted.reduce((sum, count) => sum + count, 0);
    const total = profile.tags.reduce((sum, tag) => sum + expected[tag], 0);
    const wanted = (expected[text.expect.tag] / total) * texts;
    return Math.min(
      mostWeight,
      Math.max(1 / mostWeight, wanted / (counts.get(key(profile.family, text.expect.tag)) ?? 1)),
    );
  };
}

function tasksFor(examples: readonly Example[]): Record<HeadName, Task> {
  const real = examples.filter(({ text }) => text.expect.tag !== 'invalid');
  const graded = examples.filter(
    ({ text }) => text.expect.clauses.length > 0 && (text.expect.tag === 'major' || text.expect.tag === 'invalid'),
  );
  const clausesOf = ({ text, profile }: Example): string[] =>
    text.expect.clauses.slice(0, 1).map((clause) => `${profile.family}/${clause}`);
  const categories = labelsOf(examples, ({ profile }) => profile.categories);
  const clauses = labelsOf(graded, clausesOf);
  const all = (): null => null;
  const once = (): number => 1;
  return {
    tag: {
      labels: tagLabels,
      multiple: false,
      examples,
      wanted: ({ text }) => [text.expect.tag],
      allowed: ({ profile }) => tagLabels.map((label) => profile.tags.includes(label)),
      weight: tagWeights(examples),
    },
    category: {
      labels: categories,
      multiple: false,
      examples: real,
      wanted: ({ text }) => [text.expect.category],
      allowed: ({ profile }) => categories.map((category) => profile.categories.includes(category)),
      weight: once,
    },
    clause: {
      labels: clauses,
      multiple: false,
      examples: graded,
      wanted: clausesOf,
      allowed: ofPreset(clauses),
      weight: once,
    },
    demands: {
      labels: labelsOf(examples, ({ text }) => text.expect.demands),
      multiple: true,
      examples,
      wanted: ({ text }) => text.expect.demands,
      allowed: all,
      weight: once,
    },
    urgent: {
      labels: ['urgent'],
      multiple: true,
      examples,
      wanted: ({ text }) => (text.expect.urgent ? ['urgent'] : []),
      allowed: all,
      weight: once,
    },
    anonymous: {
      labels: ['anonymous'],
      multiple: true,
      examples,
      wanted: ({ text }) => (text.expect.anonymous ? ['anonymous'] : []),
      allowed: all,
      weight: once,
    },
  };
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

function learn(
  name: HeadName,
  task: Task,
  vectors: ReadonlyMap<Example, RowVector>,
  rows: number,
  prior: [number, number, number][] = [],
): LinearHead {
  const { labels, multiple } = task;
  const examples = task.examples.flatMap((example) => {
    const vector = vectors.get(example);
    const targets = task
      .wanted(example)
      .map((label) => labels.indexOf(label))
      .filter((index) => index >= 0);
    return vector === undefined
      ? []
      : [{ vector, targets, allowed: task.allowed(example), weight: task.weight(example) }];
  });
  return trainHead(examples, { labels, multiple, rows, prior, seed: 20_261_121, ...settings[name] });
}

/** Trains all heads. The same examples in the same order give the same weights. */
export function learnFrom(examples: readonly Example[]): Learnt {
  const vocabulary = vocabularyOf(
    examples.flatMap(({ features }) => [
      features.words,
      features.signs,
      features.topics,
      features.classes,
      features.wishes,
    ]),
    examples.map(({ features }) => features.preset),
  );
  const groups = new Map(examples.map((example) => [example, lookUpGroups(vocabulary, example.features)]));
  const tasks = tasksFor(examples);
  const heads = headNames.map((name): [HeadName, LinearHead] => {
    const vectors = new Map([...groups].map(([example, rows]) => [example, viewOf(rows, name)]));
    // Only tag and category are weighed by preset.
    const rows = name === 'tag' || name === 'category' ? vocabulary.rows.size : vocabulary.shared;
    return [name, learn(name, tasks[name], vectors, rows, priorFor(name, tasks[name].labels, vocabulary))];
  });
  const families = Object.fromEntries(examples.map(({ profile }) => [profile.family, profile.categories]));
  const passages = learnPassages(examples, { category: tasks.category, demands: tasks.demands, urgent: tasks.urgent });
  return { families, vocabulary, heads: Object.fromEntries(heads) as Heads, passages };
}
