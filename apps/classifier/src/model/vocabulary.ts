import type { FeatureVector } from './feature-vector.js';

/** Features that a model knows. Rows of shared features come first; those of presets' copies after them. */
export interface Vocabulary {
  readonly rows: ReadonlyMap<number, number>;
  /** Rows below this are shared features, which all heads weigh; the others only the tag head. */
  readonly shared: number;
}

/** A vector with its features looked up once for all heads: rows and values, without what the model does not know. */
export interface RowVector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

export function lookUp(vocabulary: Vocabulary, vector: FeatureVector): RowVector {
  const rows = new Int32Array(vector.ids.length);
  const values = new Float32Array(vector.ids.length);
  let known = 0;
  for (let i = 0; i < vector.ids.length; i += 1) {
    const row = vocabulary.rows.get(vector.ids[i] ?? 0);
    if (row !== undefined) {
      rows[known] = row;
      values[known] = vector.values[i] ?? 0;
      known += 1;
    }
  }
  return { rows: rows.subarray(0, known), values: values.subarray(0, known) };
}

/** Fewest texts that a feature must stand in. */
const leastTexts = 2;

function counted(vectors: readonly FeatureVector[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { ids } of vectors) {
    for (const id of ids) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

/** Vocabulary of training texts, in order of first sight. `own` are the presets' copies. */
export function vocabularyOf(shared: readonly FeatureVector[], own: readonly FeatureVector[]): Vocabulary {
  const rows = new Map<number, number>();
  for (const [id, count] of counted(shared)) {
    if (count >= leastTexts) {
      rows.set(id, rows.size);
    }
  }
  const sharedRows = rows.size;
  for (const [id, count] of counted(own)) {
    if (count >= leastTexts && !rows.has(id)) {
      rows.set(id, rows.size);
    }
  }
  return { rows, shared: sharedRows };
}
