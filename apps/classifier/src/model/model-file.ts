import { z } from 'zod';
import { CalibrationValues } from './calibration.schema.js';
import type { LinearHead } from './linear-head.js';
import { headNames, passageHeadNames, type Model } from './model.js';
import type { Vocabulary } from './vocabulary.js';

/**
 * Layout: 4 bytes length of the header, header as JSON, padding to 4; then twice (whole texts, passages) the feature ids
 * (uint32, in order of row) and for each head its weights (int8, in steps of the label's scale). Little-endian.
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

const VocabularyHeader = z.strictObject({ features: z.int().nonnegative(), shared: z.int().nonnegative() });

const Header = z.strictObject({
  format: z.literal(3),
  origin: z.string(),
  families: z.record(z.string(), z.array(z.string())),
  calibration: CalibrationValues,
  texts: VocabularyHeader.extend({ heads: z.record(z.enum(headNames), HeadHeader) }),
  passages: VocabularyHeader.extend({ heads: z.record(z.enum(passageHeadNames), HeadHeader) }),
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

function packed({ weights }: LinearHead, scales: readonly number[]): Int8Array {
  return Int8Array.from(weights, (weight, at) => Math.round(weight / (scales[at % scales.length] ?? 1)));
}

function padding(length: number): Buffer {
  return Buffer.alloc((4 - (length % 4)) % 4);
}

/** A vocabulary and the heads over it, as a part of the header and bytes. */
function writePart<Name extends string>(
  { rows, shared }: Vocabulary,
  heads: Readonly<Record<Name, LinearHead>>,
  names: readonly Name[],
): { header: { features: number; shared: number; heads: Record<Name, HeadHeader> }; bytes: Buffer[] } {
  const ids = Uint32Array.from(rows.keys());
  const parts = names.map((name) => {
    const head = heads[name];
    const scales = scalesOf(head);
    const bytes = packed(head, scales);
    const { labels, multiple, bias, weights } = head;
    const header: HeadHeader = {
      labels: [...labels],
      multiple,
      bias: [...bias],
      scales,
      rows: weights.length / labels.length,
    };
    return { entry: [name, header] as const, bytes: [Buffer.from(bytes.buffer), padding(bytes.length)] };
  });
  return {
    header: {
      features: ids.length,
      shared,
      heads: Object.fromEntries(parts.map(({ entry }) => entry)) as Record<Name, HeadHeader>,
    },
    bytes: [Buffer.from(ids.buffer), ...parts.flatMap(({ bytes }) => bytes)],
  };
}

/** The model as bytes; the same model gives the same bytes. */
export function writeModel({ origin, families, vocabulary, heads, passages, ...calibration }: Model): Buffer {
  const texts = writePart(vocabulary, heads, headNames);
  const parts = writePart(passages.vocabulary, passages.heads, passageHeadNames);
  const header = Buffer.from(
    JSON.stringify({ format: 3, origin, families, calibration, texts: texts.header, passages: parts.header }),
    'utf8',
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, header, padding(header.length), ...texts.bytes, ...parts.bytes]);
}

/** Reads on in a model file. */
class ModelReader {
  constructor(
    private readonly file: Buffer,
    private at: number,
  ) {}

  vocabulary({ features, shared }: z.infer<typeof VocabularyHeader>): Vocabulary {
    const rows = new Map<number, number>();
    for (let row = 0; row < features; row += 1) {
      rows.set(this.file.readUInt32LE(this.at + row * 4), row);
    }
    this.at += features * 4;
    return { rows, shared };
  }

  heads<Name extends string>(
    headers: Readonly<Record<Name, HeadHeader>>,
    names: readonly Name[],
  ): Record<Name, LinearHead> {
    return Object.fromEntries(names.map((name) => [name, this.head(headers[name])])) as Record<Name, LinearHead>;
  }

  private head({ labels, multiple, bias, scales, rows }: HeadHeader): LinearHead {
    const weights = new Float32Array(rows * labels.length);
    for (let i = 0; i < weights.length; i += 1) {
      weights[i] = this.file.readInt8(this.at + i) * (scales[i % labels.length] ?? 0);
    }
    this.at += weights.length + padding(weights.length).length;
    return { labels, multiple, bias: Float32Array.from(bias), weights };
  }
}

/** Throws when the file is not a model of this format. */
export function readModel(file: Buffer): Model {
  const length = file.readUInt32LE(0);
  const { origin, families, calibration, texts, passages } = Header.parse(
    JSON.parse(file.subarray(4, 4 + length).toString('utf8')),
  );
  const reader = new ModelReader(file, 4 + length + padding(length).length);
  return {
    origin,
    families,
    ...calibration,
    vocabulary: reader.vocabulary(texts),
    heads: reader.heads(texts.heads, headNames),
    passages: {
      vocabulary: reader.vocabulary(passages),
      heads: reader.heads(passages.heads, passageHeadNames),
    },
  };
}
