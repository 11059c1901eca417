import { scores } from '../model/linear-head.js';
import { trainHeads } from './build-model.js';
import type { Example } from './examples.js';
import { foldOf } from './folds.js';
import type { Model } from '../model/model.js';

export const foldCount = 5;

/** What a model that has not seen the text's scenario says of it: raw scores of all heads. */
export interface Unseen {
  readonly example: Example;
  readonly tag: Float64Array;
  readonly category: Float64Array;
  readonly clause: Float64Array;
  readonly demands: Float64Array;
  readonly urgent: number;
  readonly labels: Readonly<Record<keyof Model['heads'], readonly string[]>>;
}

/** Trains once a fold without the fold's scenarios, and asks for these. */
export function crossValidate(examples: readonly Example[], scenarioOf: (example: Example) => string): Unseen[] {
  const results: Unseen[] = [];
  for (let fold = 0; fold < foldCount; fold += 1) {
    const held = examples.filter((example) => foldOf(scenarioOf(example), foldCount) === fold);
    if (held.length === 0) {
      continue;
    }
    const heads = trainHeads(examples.filter((example) => foldOf(scenarioOf(example), foldCount) !== fold));
    const labels = {
      tag: heads.tag.labels,
      category: heads.category.labels,
      clause: heads.clause.labels,
      demands: heads.demands.labels,
      urgent: heads.urgent.labels,
    };
    for (const example of held) {
      results.push({
        example,
        tag: scores(heads.tag, example.vector),
        category: scores(heads.category, example.shared),
        clause: scores(heads.clause, example.shared),
        demands: scores(heads.demands, example.shared),
        urgent: scores(heads.urgent, example.shared)[0] ?? 0,
        labels,
      });
    }
  }
  return results;
}
