import { z } from 'zod';
import type { LinearHead } from './linear-head.js';
import { headNames, type HeadName, type Model } from './model.js';

/**
 * Layout: 4 bytes length of the header, header as JSON, padding to 4; then for each head its feature ids (uint32) and its
 * weights (int8, in steps of the label's scale). Little-endian. Rows whose weights all round to nothing are left out.
 */
const HeadHeader = z.strictObject({
  labels: z.array(z.string()),
  multiple: z.boolean(),
  bias: z.array(z.number()),
  /** Size of one int8 step, by label. */
  scales: z.array(z.number()),
  rows: z.int().nonnegative(),
});
const Header = z.strictObject({
  format: z.literal(1),
  origin: z.string(),
  temperatures: z.record(z.string(), z.number()),
  firmRules: z.record(z.string(), z.array(z.string())),
  demandThreshold: z.number(),
  urgentThreshold: z.number(),
  heads: z.strictObject(Object.fromEntries(headNames.map((name) => [name, HeadHeader])) as Record<HeadName, typeof HeadHeader>),
});
type Header = z.infer<typeof Header>;

const steps = 127;

interface PackedHead {
  readonly header: z.infer<typeof HeadHeader>;
  readonly ids: Uint32Array;
  readonly weights: Int8Array;
}

function packHead(head: LinearHead): PackedHead {
  const width = head.labels.length;
  const scales = Array.from({ length: width }, (_, label) => {
    let largest = 1e-9;
    for (let at = label; at < head.weights.length; at += width) {
      largest = Math.max(largest, Math.abs(head.weights[at] ?? 0));
    }
    return largest / steps;
  });
  const ids: number[] = [];
  const weights: number[] = [];
  for (const [id, row] of head.rows) {
    const packed = scales.map((scale, label) => Math.round((head.weights[row * width + label] ?? 0) / scale));
    if (packed.some((weight) => weight !== 0)) {
      ids.push(id);
      weights.push(...packed);
    }
  }
  return {
    header: { labels: [...head.labels], multiple: head.multiple, bias: [...head.bias], scales, rows: ids.length },
    ids: Uint32Array.from(ids),
    weights: Int8Array.from(weights),
  };
}

export function writeModel(model: Model): Buffer {
  const packed = headNames.map((name) => packHead(model.heads[name]));
  const { origin, temperatures, firmRules, demandThreshold, urgentThreshold } = model;
  const heads = Object.fromEntries(headNames.map((name, index) => [name, packed[index]?.header]));
  const header = Buffer.from(JSON.stringify({ format: 1, origin, temperatures, firmRules, demandThreshold, urgentThreshold, heads }), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const parts = [length, header, padding(header.length)];
  for (const { ids, weights } of packed) {
    parts.push(Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength));
    parts.push(Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength), padding(weights.byteLength));
  }
  return Buffer.concat(parts);
}

function padding(length: number): Buffer {
  return Buffer.alloc((4 - (length % 4)) % 4);
}

/** Throws when the file is not a model of this format. */
export function readModel(file: Buffer): Model {
  const length = file.readUInt32LE(0);
  const header: Header = Header.parse(JSON.parse(file.subarray(4, 4 + length).toString('utf8')));
  let at = 4 + length + padding(length).length;
  const heads = headNames.map((name): [HeadName, LinearHead] => {
    const { labels, multiple, bias, scales, rows } = header.heads[name];
    const width = labels.length;
    const rowOf = new Map<number, number>();
    for (let row = 0; row < rows; row += 1) {
      rowOf.set(file.readUInt32LE(at + row * 4), row);
    }
    at += rows * 4;
    const weights = new Float32Array(rows * width);
    for (let i = 0; i < weights.length; i += 1) {
      weights[i] = file.readInt8(at + i) * (scales[i % width] ?? 0);
    }
    at += weights.length + padding(weights.length).length;
    return [name, { labels, multiple, bias: Float32Array.from(bias), rows: rowOf, weights }];
  });
  const { origin, temperatures, firmRules, demandThreshold, urgentThreshold } = header;
  return { origin, temperatures, firmRules, demandThreshold, urgentThreshold, heads: Object.fromEntries(heads) as Model['heads'] };
}
