import { ask, type Answers } from '../model/answers.js';
import { headNames, type HeadName } from '../model/model.js';
import { learnFrom } from './build-model.js';
import type { Example, TrainingSet } from './examples.js';
import { foldOf } from './folds.js';

export const foldCount = 5;

/** What a model that has not seen the text's scenario says of it: what all heads answer, with their labels. */
export interface Unseen {
  readonly example: Example;
  readonly answers: Answers;
  readonly labels: Readonly<Record<HeadName, readonly string[]>>;
}

/** Trains once a fold without the fold's scenarios, and asks for these. Excerpts belong to no scenario and are always known. */
export function crossValidate({ texts, excerpts }: TrainingSet, scenarioOf: (example: Example) => string): Unseen[] {
  const folds = Array.from({ length: foldCount }, (_, fold) => fold);
  return folds.flatMap((fold) => {
    const isHeld = (example: Example): boolean => foldOf(scenarioOf(example), foldCount) === fold;
    const held = texts.filter(isHeld);
    return held.length === 0 ? [] : askUnseen({ texts: texts.filter((example) => !isHeld(example)), excerpts }, held);
  });
}

function askUnseen(known: TrainingSet, held: readonly Example[]): Unseen[] {
  const learnt = learnFrom(known);
  const labels = Object.fromEntries(headNames.map((name) => [name, learnt.heads[name].labels])) as Unseen['labels'];
  return held.map((example) => ({ example, answers: ask(learnt, example), labels }));
}
