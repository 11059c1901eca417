import type { RowVector } from './vocabulary.js';

/**
 * One question to the model: a softmax over labels, or one sigmoid for each label where several may hold.
 * Weights lie by row of the vocabulary, then by label; rows beyond them weigh nothing.
 */
export interface LinearHead {
  readonly labels: readonly string[];
  readonly multiple: boolean;
  readonly bias: Float32Array;
  readonly weights: Float32Array;
}

/** Raw scores, one a label. */
export function scores(head: LinearHead, vector: RowVector): Float64Array {
  const { bias, weights } = head;
  const width = bias.length;
  const sums = Float64Array.from(bias);
  const { rows, values } = vector;
  for (let i = 0; i < rows.length; i += 1) {
    const from = (rows[i] ?? 0) * width;
    if (from >= weights.length) {
      continue;
    }
    const value = values[i] ?? 0;
    for (let label = 0; label < width; label += 1) {
      sums[label] = (sums[label] ?? 0) + (weights[from + label] ?? 0) * value;
    }
  }
  return sums;
}

/** Softmax over the allowed labels, the others zero. `temperature` above 1 makes it less sure. */
export function softmax(raw: Float64Array, allowed: readonly boolean[] | null, temperature = 1): Float64Array {
  const result = new Float64Array(raw.length);
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < raw.length; i += 1) {
    if (allowed === null || allowed[i] === true) {
      top = Math.max(top, (raw[i] ?? 0) / temperature);
    }
  }
  let total = 0;
  for (let i = 0; i < raw.length; i += 1) {
    if (allowed === null || allowed[i] === true) {
      const value = Math.exp((raw[i] ?? 0) / temperature - top);
      result[i] = value;
      total += value;
    }
  }
  for (let i = 0; i < raw.length; i += 1) {
    result[i] = (result[i] ?? 0) / total;
  }
  return result;
}

export function sigmoid(raw: number): number {
  return 1 / (1 + Math.exp(-raw));
}
