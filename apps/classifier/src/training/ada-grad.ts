import type { RowVector } from '../model/vocabulary.js';
import { Shuffle } from './shuffle.js';

export interface StepOptions {
  /** Step of AdaGrad. */
  readonly rate: number;
  /** Strength of the pull towards zero. */
  readonly decay: number;
}

export interface Start {
  readonly rows: number;
  readonly labels: number;
  /** What every label starts from; a bias of its own for each when something is known. */
  readonly bias: number | Float32Array;
  /** Weights to start from where something is known beforehand. */
  readonly prior: readonly (readonly [row: number, label: number, weight: number])[];
}

/** Errors smaller than this move nothing. */
const least = 1e-3;

/** Weights that learn by AdaGrad (Duchi, Hazan, Singer, 2011), and the mean of those that were kept. */
export class AdaGrad {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly mean: { readonly weights: Float32Array; readonly bias: Float32Array };
  private readonly squares: Float32Array;
  private readonly biasSquares: Float32Array;

  constructor(
    { rows, labels, bias, prior }: Start,
    private readonly options: StepOptions,
  ) {
    this.weights = new Float32Array(rows * labels);
    for (const [row, label, weight] of prior) {
      this.weights[row * labels + label] = weight;
    }
    this.bias = typeof bias === 'number' ? new Float32Array(labels).fill(bias) : bias;
    this.squares = new Float32Array(rows * labels).fill(1e-3);
    this.biasSquares = new Float32Array(labels).fill(1e-2);
    this.mean = { weights: new Float32Array(rows * labels), bias: new Float32Array(labels) };
  }

  /** One step down the slopes of a vector's scores, by label. */
  move({ rows, values }: RowVector, slopes: Float64Array): void {
    const { rate, decay } = this.options;
    const { bias, biasSquares, weights, squares } = this;
    const width = bias.length;
    const moving: number[] = [];
    for (let label = 0; label < width; label += 1) {
      const slope = slopes[label] ?? 0;
      const square = (biasSquares[label] ?? 0) + slope * slope;
      biasSquares[label] = square;
      bias[label] = (bias[label] ?? 0) - (rate * slope) / Math.sqrt(square);
      if (slope <= -least || slope >= least) {
        moving.push(label);
      }
    }
    if (moving.length === 0) {
      return;
    }
    for (let i = 0; i < rows.length; i += 1) {
      const from = (rows[i] ?? 0) * width;
      const value = values[i] ?? 0;
      for (const label of moving) {
        const at = from + label;
        const weight = weights[at] ?? 0;
        const slope = (slopes[label] ?? 0) * value + decay * weight;
        const square = (squares[at] ?? 0) + slope * slope;
        squares[at] = square;
        weights[at] = weight - (rate * slope) / Math.sqrt(square);
      }
    }
  }

  /** Adds the present weights to the mean. */
  keep(factor: number): void {
    add(this.mean.weights, this.weights, factor);
    add(this.mean.bias, this.bias, factor);
  }
}

/**
 * Shows all examples in a new order each epoch; the mean is taken over the last half of the epochs. Deterministic: the same
 * examples in the same order and the same seed give the same weights.
 */
export function learn<Example>(
  learner: AdaGrad,
  examples: readonly Example[],
  { epochs, seed }: { readonly epochs: number; readonly seed: number },
  step: (example: Example) => void,
): void {
  const shuffle = new Shuffle(seed);
  const order = [...examples];
  const from = Math.floor(epochs / 2);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle.apply(order);
    order.forEach(step);
    if (epoch >= from) {
      learner.keep(1 / (epochs - from));
    }
  }
}

function add(sum: Float32Array, more: Float32Array, factor: number): void {
  for (let i = 0; i < sum.length; i += 1) {
    sum[i] = (sum[i] ?? 0) + (more[i] ?? 0) * factor;
  }
}
