/** Sparse vector over hashed feature names; `names` only where a caller wants to explain. */
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
  private readonly values = new Map<number, number>();
  private readonly named: Map<number, string> | null;
  private block = new Map<number, number>();

  constructor(options: { readonly keepNames: boolean }) {
    this.named = options.keepNames ? new Map() : null;
  }

  count(name: string, weight = 1): void {
    const id = hashName(name);
    this.block.set(id, (this.block.get(id) ?? 0) + weight);
    this.named?.set(id, name);
  }

  /** Ends a block: damps repetition and brings the block to length `norm`; null leaves the values as counted. */
  endBlock(norm: number | null): void {
    let squares = 0;
    for (const [id, count] of this.block) {
      const damped = norm === null ? count : 1 + Math.log(count);
      this.block.set(id, damped);
      squares += damped * damped;
    }
    const scale = norm === null || squares === 0 ? 1 : norm / Math.sqrt(squares);
    for (const [id, value] of this.block) {
      this.values.set(id, (this.values.get(id) ?? 0) + value * scale);
    }
    this.block = new Map();
  }

  names(): ReadonlyMap<number, string> {
    return this.named ?? new Map();
  }

  vector(): FeatureVector {
    return { ids: Uint32Array.from(this.values.keys()), values: Float32Array.from(this.values.values()) };
  }
}

/** The features once for all presets and once for this one, so that what they have in common is learnt together. */
export function withPreset(vector: FeatureVector, preset: string): FeatureVector {
  const mark = hashName(`preset:${preset}`);
  const { length } = vector.ids;
  const ids = new Uint32Array(length * 2 + 1);
  const values = new Float32Array(length * 2 + 1);
  ids.set(vector.ids);
  values.set(vector.values);
  for (let i = 0; i < length; i += 1) {
    ids[length + i] = (Math.imul((vector.ids[i] ?? 0) ^ mark, 0x9e3779b1) ^ mark) >>> 0;
    values[length + i] = vector.values[i] ?? 0;
  }
  ids[length * 2] = mark;
  values[length * 2] = 1;
  return { ids, values };
}
