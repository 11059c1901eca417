import type { FeatureVector } from '../model/feature-vector.js';
import { sigmoid, softmax, type LinearHead } from '../model/linear-head.js';
import { Shuffle } from './shuffle.js';

/** One text with the labels that hold. `allowed` bars labels that its preset does not have. */
export interface HeadExample {
  readonly vector: FeatureVector;
  readonly targets: readonly number[];
  readonly allowed: readonly boolean[] | null;
  readonly weight: number;
}

export interface HeadOptions {
  readonly labels: readonly string[];
  readonly multiple: boolean;
  readonly epochs: number;
  /** Step of AdaGrad. */
  readonly rate: number;
  /** Strength of the pull towards zero. */
  readonly decay: number;
  readonly seed: number;
}

/**
 * Logistic regression by AdaGrad over shuffled examples, with lazy decay. Deterministic: the same examples in the same
 * order and the same seed give the same weights.
 */
export function trainHead(examples: readonly HeadExample[], options: HeadOptions): LinearHead {
  const { labels, multiple } = options;
  const width = labels.length;
  const rows = rowsOf(examples);
  const weights = new Float32Array(rows.size * width);
  const squares = new Float32Array(rows.size * width).fill(1e-3);
  const bias = new Float32Array(width);
  const biasSquares = new Float32Array(width).fill(1e-2);
  const shuffle = new Shuffle(options.seed);
  const order = examples.map((_, index) => index);
  const indexed = examples.map(({ vector }) => Int32Array.from(vector.ids, (id) => rows.get(id) ?? -1));
  const head: LinearHead = { labels, multiple, bias, rows, weights };
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle.apply(order);
    for (const index of order) {
      const example = examples[index];
      const own = indexed[index];
      if (example !== undefined && own !== undefined) {
        step(head, squares, biasSquares, example, own, options);
      }
    }
  }
  return head;
}

/** Features seen in at least two texts, in order of first sight. */
function rowsOf(examples: readonly HeadExample[]): Map<number, number> {
  const seen = new Map<number, number>();
  for (const { vector } of examples) {
    for (const id of vector.ids) {
      seen.set(id, (seen.get(id) ?? 0) + 1);
    }
  }
  const rows = new Map<number, number>();
  for (const [id, count] of seen) {
    if (count >= 2) {
      rows.set(id, rows.size);
    }
  }
  return rows;
}

function step(head: LinearHead, squares: Float32Array, biasSquares: Float32Array, example: HeadExample, own: Int32Array, options: HeadOptions): void {
  const { weights, bias } = head;
  const width = head.labels.length;
  const { values } = example.vector;
  const raw = Float64Array.from(bias);
  for (let i = 0; i < own.length; i += 1) {
    const row = own[i] ?? -1;
    if (row < 0) {
      continue;
    }
    const value = values[i] ?? 0;
    for (let label = 0; label < width; label += 1) {
      raw[label] = (raw[label] ?? 0) + (weights[row * width + label] ?? 0) * value;
    }
  }
  const shares = head.multiple ? raw.map(sigmoid) : softmax(raw, example.allowed);
  for (let label = 0; label < width; label += 1) {
    if (example.allowed !== null && example.allowed[label] !== true) {
      continue;
    }
    const error = ((shares[label] ?? 0) - (example.targets.includes(label) ? 1 : 0)) * example.weight;
    const biasSquare = (biasSquares[label] ?? 0) + error * error;
    biasSquares[label] = biasSquare;
    bias[label] = (bias[label] ?? 0) - (options.rate * error) / Math.sqrt(biasSquare);
    for (let i = 0; i < own.length; i += 1) {
      const row = own[i] ?? -1;
      if (row < 0) {
        continue;
      }
      const at = row * width + label;
      const weight = weights[at] ?? 0;
      const slope = error * (values[i] ?? 0) + options.decay * weight;
      const square = (squares[at] ?? 0) + slope * slope;
      squares[at] = square;
      weights[at] = weight - (options.rate * slope) / Math.sqrt(square);
    }
  }
}
