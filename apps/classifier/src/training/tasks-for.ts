import type { HeadName } from '../model/model.js';
import type { ExcerptExample, Material, TrainingSet } from './examples.js';
import type { Lesson, Task } from './head-task.js';
import { tagWeights } from './tag-weights.js';
import { tagLabels, type Tagged } from './tagged.js';

/** Passages of an ordinary letter. */
const letterPassages = 10;

/** A piece shows less of how whole letters go, by its length; to the heads of single passages it counts like any text. */
function weightOf({ passages }: ExcerptExample): number {
  return Math.min(1, passages.length / letterPassages);
}

/** What all heads are taught. A head learns from what its label is known of. */
export function tasksFor(set: TrainingSet): Readonly<Record<HeadName, Task>> {
  const tagged = taggedOf(set);
  return {
    tag: tagTask(tagged),
    category: categoryTask(set),
    clause: clauseTask(tagged),
    demands: demandsTask(set),
    urgent: yesOrNo(
      'urgent',
      tagged.map(({ of, urgent }) => [of, urgent]),
    ),
    anonymous: yesOrNo(
      'anonymous',
      set.texts.map((of) => [of, of.text.expect.anonymous]),
    ),
  };
}

function taggedOf({ texts, excerpts }: TrainingSet): Tagged[] {
  return [
    ...texts.map((of): Tagged => ({ of, ...of.text.expect })),
    ...excerpts.flatMap((of): Tagged[] => ('tag' in of.excerpt ? [{ of, ...of.excerpt }] : [])),
  ];
}

function tagTask(tagged: readonly Tagged[]): Task {
  const tagWeightOf = tagWeights(tagged);
  return {
    labels: tagLabels,
    multiple: false,
    lessons: tagged.map((one) => ({
      of: one.of,
      wanted: [one.tag],
      allowed: tagLabels.map((label) => one.of.profile.tags.includes(label)),
      weight: tagWeightOf(one),
    })),
  };
}

function categoryTask({ texts, excerpts }: TrainingSet): Task {
  const labels = distinct([...texts, ...excerpts].flatMap(({ profile }) => profile.categories));
  const lesson = (of: Material, category: string, weight: number): Lesson => ({
    of,
    wanted: [category],
    allowed: labels.map((label) => of.profile.categories.includes(label)),
    weight,
  });
  const real = texts.filter(({ text }) => text.expect.tag !== 'invalid');
  return {
    labels,
    multiple: false,
    lessons: [
      ...real.map((of) => lesson(of, of.text.expect.category, 1)),
      ...excerpts.flatMap((of) =>
        of.excerpt.category === null ? [] : [lesson(of, of.excerpt.category, weightOf(of))],
      ),
    ],
  };
}

function clauseTask(tagged: readonly Tagged[]): Task {
  const graded = tagged.flatMap(({ of, tag, clauses: [first] }) =>
    first !== undefined && (tag === 'major' || tag === 'invalid')
      ? [{ of, clause: `${of.profile.family}/${first}` }]
      : [],
  );
  const labels = distinct(graded.map(({ clause }) => clause));
  return {
    labels,
    multiple: false,
    lessons: graded.map(({ of, clause }) => ({
      of,
      wanted: [clause],
      allowed: labels.map((label) => label.startsWith(`${of.profile.family}/`)),
      weight: 1,
    })),
  };
}

function demandsTask({ texts, excerpts }: TrainingSet): Task {
  return {
    labels: distinct(texts.flatMap(({ text }) => text.expect.demands)),
    multiple: true,
    lessons: [
      ...texts.map((of) => ({ of, wanted: of.text.expect.demands, allowed: null, weight: 1 })),
      ...excerpts.map((of) => ({ of, wanted: of.excerpt.demands, allowed: null, weight: weightOf(of) })),
    ],
  };
}

function yesOrNo(label: string, known: readonly (readonly [of: Material, holds: boolean])[]): Task {
  return {
    labels: [label],
    multiple: true,
    lessons: known.map(([of, holds]) => ({ of, wanted: holds ? [label] : [], allowed: null, weight: 1 })),
  };
}

function distinct(labels: readonly string[]): string[] {
  return [...new Set(labels)].toSorted();
}
