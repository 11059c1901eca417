/** Sparse vector over hashed feature names. */
export interface FeatureVector {
  readonly ids: Uint32Array;
  readonly values: Float32Array;
}

/** FNV-1a over UTF-16 units: the same on every machine. */
export function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) {
    const code = name.charCodeAt(i);
    hash = Math.imul(hash ^ (code & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (code >>> 8), 0x01000193);
  }
  return hash >>> 0;
}

/** Collects features by name and weighs each block by itself. */
export class FeatureCollector {
  private readonly ids: number[] = [];
  private readonly values: number[] = [];
  private block = new Map<number, number>();

  count(name: string, weight = 1): void {
    this.countId(hashName(name), weight);
  }

  countId(id: number, weight = 1): void {
    this.block.set(id, (this.block.get(id) ?? 0) + weight);
  }

  /** Ends a block: damps repetition and brings the block to length `norm`; null leaves the values as counted. */
  endBlock(norm: number | null): void {
    const first = this.values.length;
    let squares = 0;
    for (const [id, count] of this.block) {
      const value = norm === null || count === 1 ? count : 1 + Math.log(count);
      this.ids.push(id);
      this.values.push(value);
      squares += value * value;
    }
    if (norm !== null && squares > 0) {
      const scale = norm / Math.sqrt(squares);
      for (let i = first; i < this.values.length; i += 1) {
        this.values[i] = (this.values[i] ?? 0) * scale;
      }
    }
    this.block.clear();
  }

  vector(): FeatureVector {
    return { ids: Uint32Array.from(this.ids), values: Float32Array.from(this.values) };
  }
}

/** Id of a feature made of two others in this order. */
export function joinedId(first: number, second: number): number {
  const id = Math.imul(first ^ (second >>> 13), 0x85ebca6b) ^ Math.imul(second, 0xc2b2ae35);
  return (id ^ (id >>> 16)) >>> 0;
}

/** Id of a feature's copy for one preset. */
export function presetId(id: number, mark: number): number {
  return (Math.imul(id ^ mark, 0x9e3779b1) ^ mark) >>> 0;
}

export function presetMark(preset: string): number {
  return hashName(`preset:${preset}`);
}

/** Copies of features for one preset, so that what presets have in common is learnt together and the rest apart. */
export function presetCopies(vectors: readonly FeatureVector[], preset: string): FeatureVector {
  const mark = presetMark(preset);
  const length = vectors.reduce((sum, { ids }) => sum + ids.length, 0);
  const ids = new Uint32Array(length + 1);
  const values = new Float32Array(length + 1);
  let at = 0;
  for (const vector of vectors) {
    for (let i = 0; i < vector.ids.length; i += 1) {
      ids[at] = presetId(vector.ids[i] ?? 0, mark);
      values[at] = vector.values[i] ?? 0;
      at += 1;
    }
  }
  ids[length] = mark;
  values[length] = 1;
  return { ids, values };
}
