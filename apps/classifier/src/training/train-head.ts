import { sigmoid, softmax, type LinearHead } from '../model/linear-head.js';
import type { RowVector } from '../model/vocabulary.js';
import { Shuffle } from './shuffle.js';

/** One text with the labels that hold. `allowed` bars labels that its preset does not have. */
export interface HeadExample {
  readonly vector: RowVector;
  readonly targets: readonly number[];
  readonly allowed: readonly boolean[] | null;
  /** 1 for a text that counts once. */
  readonly weight: number;
}

export interface HeadOptions {
  readonly labels: readonly string[];
  readonly multiple: boolean;
  /** Rows of the vocabulary that this head weighs. */
  readonly rows: number;
  readonly epochs: number;
  /** Step of AdaGrad. */
  readonly rate: number;
  /** Strength of the pull towards zero. */
  readonly decay: number;
  readonly seed: number;
  /** Weights to start from where something is known beforehand: row, label, weight. */
  readonly prior?: readonly (readonly [row: number, label: number, weight: number])[];
}

/**
 * Logistic regression by AdaGrad over shuffled examples; the weights are the mean over the last half of the epochs.
 * Deterministic: the same examples in the same order and the same seed give the same weights.
 */
export function trainHead(examples: readonly HeadExample[], options: HeadOptions): LinearHead {
  const { labels, multiple, rows, epochs } = options;
  const width = labels.length;
  const head = { labels, multiple, bias: startingBias(examples, options), weights: new Float32Array(rows * width) };
  for (const [row, label, weight] of options.prior ?? []) {
    head.weights[row * width + label] = weight;
  }
  const squares = new Float32Array(rows * width).fill(1e-3);
  const biasSquares = new Float32Array(width).fill(1e-2);
  const mean = { bias: new Float32Array(width), weights: new Float32Array(rows * width) };
  const shuffle = new Shuffle(options.seed);
  const order = examples.map((_, index) => index);
  const from = Math.floor(epochs / 2);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle.apply(order);
    for (const index of order) {
      const example = examples[index];
      if (example !== undefined) {
        step(head, squares, biasSquares, example, options);
      }
    }
    if (epoch >= from) {
      add(mean.weights, head.weights, 1 / (epochs - from));
      add(mean.bias, head.bias, 1 / (epochs - from));
    }
  }
  return { labels, multiple, ...mean };
}

/** How often each label holds, as scores: otherwise every word would have to learn that a rare label is rare. */
function startingBias(examples: readonly HeadExample[], { labels, multiple }: HeadOptions): Float32Array {
  return Float32Array.from(labels, (_, label) => {
    const able = examples.filter(({ allowed }) => allowed === null || allowed[label] === true);
    const share = (able.filter(({ targets }) => targets.includes(label)).length + 1) / (able.length + 2);
    return multiple ? Math.log(share / (1 - share)) : Math.log(share);
  });
}

function add(sum: Float32Array, more: Float32Array, factor: number): void {
  for (let i = 0; i < sum.length; i += 1) {
    sum[i] = (sum[i] ?? 0) + (more[i] ?? 0) * factor;
  }
}

function step(
  head: LinearHead,
  squares: Float32Array,
  biasSquares: Float32Array,
  example: HeadExample,
  options: HeadOptions,
): void {
  const { weights, bias } = head;
  const width = bias.length;
  const { rows, values } = example.vector;
  const raw = Float64Array.from(bias);
  for (let i = 0; i < rows.length; i += 1) {
    const at = (rows[i] ?? 0) * width;
    const value = values[i] ?? 0;
    for (let label = 0; label < width; label += 1) {
      raw[label] = (raw[label] ?? 0) + (weights[at + label] ?? 0) * value;
    }
  }
  const shares = head.multiple ? raw.map(sigmoid) : softmax(raw, example.allowed);
  const errors = shares.map((share, label) =>
    example.allowed !== null && example.allowed[label] !== true
      ? 0
      : (share - (example.targets.includes(label) ? 1 : 0)) * example.weight,
  );
  for (let label = 0; label < width; label += 1) {
    const error = errors[label] ?? 0;
    const square = (biasSquares[label] ?? 0) + error * error;
    biasSquares[label] = square;
    bias[label] = (bias[label] ?? 0) - (options.rate * error) / Math.sqrt(square);
  }
  for (let i = 0; i < rows.length; i += 1) {
    const from = (rows[i] ?? 0) * width;
    const value = values[i] ?? 0;
    for (let label = 0; label < width; label += 1) {
      const error = errors[label] ?? 0;
      if (error > -1e-3 && error < 1e-3) {
        continue;
      }
      const at = from + label;
      const weight = weights[at] ?? 0;
      const slope = error * value + options.decay * weight;
      const square = (squares[at] ?? 0) + slope * slope;
      squares[at] = square;
      weights[at] = weight - (options.rate * slope) / Math.sqrt(square);
    }
  }
}
