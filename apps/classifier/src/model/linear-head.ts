import type { FeatureVector } from './feature-vector.js';

/**
 * One question to the model: a softmax over labels, or one sigmoid for each label where several may hold.
 * Weights lie by feature, then by label.
 */
export interface LinearHead {
  readonly labels: readonly string[];
  readonly multiple: boolean;
  readonly bias: Float32Array;
  /** Row in `weights` of a feature id. */
  readonly rows: ReadonlyMap<number, number>;
  readonly weights: Float32Array;
}

/** Raw scores, one a label. */
export function scores(head: LinearHead, vector: FeatureVector): Float64Array {
  const width = head.labels.length;
  const sums = Float64Array.from(head.bias);
  for (let i = 0; i < vector.ids.length; i += 1) {
    const row = head.rows.get(vector.ids[i] ?? 0);
    if (row === undefined) {
      continue;
    }
    const value = vector.values[i] ?? 0;
    const from = row * width;
    for (let label = 0; label < width; label += 1) {
      sums[label] = (sums[label] ?? 0) + (head.weights[from + label] ?? 0) * value;
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
