import { scores, sigmoid, softmax, type LinearHead } from '../model/linear-head.js';
import type { RowVector } from '../model/vocabulary.js';
import { AdaGrad, learn, type StepOptions } from './ada-grad.js';

/** One text with the labels that hold. `allowed` bars labels that its preset does not have. */
export interface HeadExample {
  readonly vector: RowVector;
  readonly targets: readonly number[];
  readonly allowed: readonly boolean[] | null;
  /** 1 for a text that counts once. */
  readonly weight: number;
}

export interface HeadOptions extends StepOptions {
  readonly labels: readonly string[];
  readonly multiple: boolean;
  /** Rows of the vocabulary that this head weighs. */
  readonly rows: number;
  readonly epochs: number;
  readonly seed: number;
  readonly prior?: readonly (readonly [row: number, label: number, weight: number])[];
}

/**
 * Logistic regression by AdaGrad over shuffled examples.
 */
export function trainHead(examples: readonly HeadExample[], options: HeadOptions): LinearHead {
  const { labels, multiple, rows, prior = [] } = options;
  const learner = new AdaGrad({ rows, labels: labels.length, bias: startingBias(examples, options), prior }, options);
  const head: LinearHead = { labels, multiple, bias: learner.bias, weights: learner.weights };
  learn(learner, examples, options, (example) => {
    learner.move(example.vector, slopes(head, example));
  });
  return { labels, multiple, ...learner.mean };
}

/** How often each label holds, as scores: otherwise every word would have to learn that a rare label is rare. */
function startingBias(examples: readonly HeadExample[], { labels, multiple }: HeadOptions): Float32Array {
  return Float32Array.from(labels, (_, label) => {
    const able = examples.filter(({ allowed }) => allowed === null || allowed[label] === true);
    const share = (able.filter(({ targets }) => targets.includes(label)).length + 1) / (able.length + 2);
    return multiple ? Math.log(share / (1 - share)) : Math.log(share);
  });
}

/** d loss / d score, by label. */
function slopes(head: LinearHead, { vector, targets, allowed, weight }: HeadExample): Float64Array {
  const raw = scores(head, vector);
  const shares = head.multiple ? raw.map(sigmoid) : softmax(raw, allowed);
  return shares.map((share, label) =>
    allowed !== null && allowed[label] !== true ? 0 : (share - (targets.includes(label) ? 1 : 0)) * weight,
  );
}
