import { z } from 'zod';
import { CalibrationValues } from './calibration.schema.js';
import type { LinearHead } from './linear-head.js';
import { headNames, type HeadName, type Heads, type Model } from './model.js';

/**
 * Layout: 4 bytes length of the header, header as JSON, padding to 4; the feature ids (uint32, in order of row); then
 * for each head its weights (int8, in steps of the label's scale). Little-endian.
 */
const HeadHeader = z.strictObject({
  labels: z.array(z.string()),
  multiple: z.boolean(),
  bias: z.array(z.number()),
  /** Size of one int8 step, by label. */
  scales: z.array(z.number()),
  rows: z.int().nonnegative(),
});
type HeadHeader = z.infer<typeof HeadHeader>;

const Header = z.strictObject({
  format: z.literal(2),
  origin: z.string(),
  calibration: CalibrationValues,
  features: z.int().nonnegative(),
  shared: z.int().nonnegative(),
  heads: z.record(z.enum(headNames), HeadHeader),
});

const steps = 127;

function scalesOf({ labels, weights }: LinearHead): number[] {
  const scales = labels.map(() => 1e-9);
  for (let at = 0; at < weights.length; at += 1) {
    const label = at % labels.length;
    scales[label] = Math.max(scales[label] ?? 0, Math.abs(weights[at] ?? 0) / steps);
  }
  return scales;
}

function packed(head: LinearHead, scales: readonly number[]): Int8Array {
  return Int8Array.from(head.weights, (weight, at) => Math.round(weight / (scales[at % scales.length] ?? 1)));
}

function padding(length: number): Buffer {
  return Buffer.alloc((4 - (length % 4)) % 4);
}

/** The model as bytes; the same model gives the same bytes. */
export function writeModel({ origin, vocabulary, heads, ...calibration }: Model): Buffer {
  const scales = new Map(headNames.map((name) => [name, scalesOf(heads[name])]));
  const headers = headNames.map((name): [HeadName, HeadHeader] => {
    const { labels, multiple, bias, weights } = heads[name];
    return [
      name,
      {
        labels: [...labels],
        multiple,
        bias: [...bias],
        scales: scales.get(name) ?? [],
        rows: weights.length / labels.length,
      },
    ];
  });
  const ids = Uint32Array.from(vocabulary.rows.keys());
  const header = Buffer.from(
    JSON.stringify({
      format: 2,
      origin,
      calibration,
      features: ids.length,
      shared: vocabulary.shared,
      heads: Object.fromEntries(headers),
    }),
    'utf8',
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const weights = headNames.flatMap((name) => {
    const bytes = packed(heads[name], scales.get(name) ?? []);
    return [Buffer.from(bytes.buffer), padding(bytes.length)];
  });
  return Buffer.concat([length, header, padding(header.length), Buffer.from(ids.buffer), ...weights]);
}

/** Throws when the file is not a model of this format. */
export function readModel(file: Buffer): Model {
  const length = file.readUInt32LE(0);
  const header = Header.parse(JSON.parse(file.subarray(4, 4 + length).toString('utf8')));
  let at = 4 + length + padding(length).length;
  const rows = new Map<number, number>();
  for (let row = 0; row < header.features; row += 1) {
    rows.set(file.readUInt32LE(at + row * 4), row);
  }
  at += header.features * 4;
  const heads = headNames.map((name): [HeadName, LinearHead] => {
    const { labels, multiple, bias, scales, rows: count } = header.heads[name];
    const weights = new Float32Array(count * labels.length);
    for (let i = 0; i < weights.length; i += 1) {
      weights[i] = file.readInt8(at + i) * (scales[i % labels.length] ?? 0);
    }
    at += weights.length + padding(weights.length).length;
    return [name, { labels, multiple, bias: Float32Array.from(bias), weights }];
  });
  const { origin, shared, calibration } = header;
  return { origin, ...calibration, vocabulary: { rows, shared }, heads: Object.fromEntries(heads) as Heads };
}
