import { softmax, type LinearHead } from '../model/linear-head.js';
import { anyOf, bestOf, passageScores, sharpness } from '../model/passage-head.js';
import type { RowVector } from '../model/vocabulary.js';
import { AdaGrad, learn } from './ada-grad.js';
import type { HeadOptions } from './train-head.js';

/** The passages of one text, with the labels that hold of the text. Nobody says in which passage. */
export interface PassageExample {
  readonly passages: readonly RowVector[];
  readonly targets: readonly number[];
  /** Bars labels that the text's preset does not have. */
  readonly allowed: readonly boolean[] | null;
}

/**
 * Multiple-instance learning: a text has a label when one of its passages has, so each passage is moved as far as it
 * answers for the text. One of several labels: softmax over the best passages; several labels: any passage (noisy or).
 */
export function trainPassageHead(examples: readonly PassageExample[], options: HeadOptions): LinearHead {
  const { labels, multiple, rows, prior = [] } = options;
  const learner = new AdaGrad({ rows, labels: labels.length, bias: multiple ? -3 : 0, prior }, options);
  const head: LinearHead = { labels, multiple, bias: learner.bias, weights: learner.weights };
  learn(learner, examples, options, (example) => {
    step(head, learner, example);
  });
  return { labels, multiple, ...learner.mean };
}

function step(head: LinearHead, learner: AdaGrad, example: PassageExample): void {
  const byPassage = passageScores(head, example.passages);
  const slopes = head.multiple ? anySlopes(byPassage, example, head) : bestSlopes(byPassage, example, head);
  example.passages.forEach((passage, at) => {
    learner.move(passage, slopes[at] ?? new Float64Array(head.labels.length));
  });
}

/** d loss / d score of each passage under the noisy or. */
function anySlopes(byPassage: readonly Float64Array[], example: PassageExample, head: LinearHead): Float64Array[] {
  const holds = anyOf(byPassage, head.labels.length);
  return byPassage.map((raw) =>
    raw.map((score, label) => {
      const share = 1 / (1 + Math.exp(-score));
      const any = Math.min(1 - 1e-6, Math.max(1e-6, holds[label] ?? 0));
      return example.targets.includes(label) ? (-(1 - any) / any) * share : share;
    }),
  );
}

/** d loss / d score of each passage where one label holds: the text's error, shared out by how well a passage fits. */
function bestSlopes(byPassage: readonly Float64Array[], example: PassageExample, head: LinearHead): Float64Array[] {
  const best = bestOf(byPassage, head.labels.length);
  const shares = softmax(best, example.allowed);
  return byPassage.map((raw) =>
    raw.map((score, label) => {
      if (example.allowed !== null && example.allowed[label] !== true) {
        return 0;
      }
      const error = (shares[label] ?? 0) - (example.targets.includes(label) ? 1 : 0);
      const part = Math.exp((score - (best[label] ?? 0)) * sharpness) / byPassage.length;
      return error * part;
    }),
  );
}
