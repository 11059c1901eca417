import { createHmac } from 'node:crypto';
import { canonicalText } from '../text/canonical-text.js';

/**
 * A keyed sketch of a text, enough to find near duplicates and too little to rebuild a word (docs/adr/0013). Bands find
 * candidates; the bits, one for each row of a min-hash signature, say how alike two texts are.
 */
export interface TextSketch {
  /** Keyed hashes of three rows each, as signed 32-bit integers. Empty: too short to say anything. */
  readonly bands: readonly number[];
  readonly bits: Buffer;
}

const rows = 96;
const rowsOfBand = 3;
const bandCount = 20;
const gram = 3;
/** Below this a text is an exclamation, which two people may well make in the same words. */
const fewestGrams = 12;
/** Beyond this a text is an appendix: hostile length costs no more than a page. */
const mostGrams = 1_500;

/** Multipliers and offsets of the rows: fixed, since what is hashed is keyed already. */
const rowSeeds: readonly (readonly [number, number])[] = Array.from({ length: rows }, (_, row) => [
  (Math.imul(row + 1, 0x9e3779b1) | 1) >>> 0,
  Math.imul(row + 7, 0x85ebca6b) >>> 0,
]);

const nothing: TextSketch = { bands: [], bits: Buffer.alloc(rows / 8) };

/** `key`: 32 bytes that never lie in the database. Time is linear in the text up to a bound. */
export function sketchText(text: string, key: Buffer): TextSketch {
  const grams = gramsOf(text);
  if (grams.size < fewestGrams) {
    return nothing;
  }
  const least = new Uint32Array(rows).fill(0xffffffff);
  for (const word of grams) {
    const hashed = createHmac('sha256', key).update(word).digest().readUInt32LE(0);
    for (let row = 0; row < rows; row += 1) {
      const [factor, offset] = rowSeeds[row] ?? [1, 0];
      const value = mix((Math.imul(hashed, factor) + offset) >>> 0);
      if (value < (least[row] ?? 0)) {
        least[row] = value;
      }
    }
  }
  const bits = Buffer.alloc(rows / 8);
  least.forEach((value, row) => {
    bits[row >> 3] = (bits[row >> 3] ?? 0) | ((value & 1) << (row & 7));
  });
  const bands = Array.from({ length: bandCount }, (_, band) =>
    createHmac('sha256', key)
      .update(`band ${String(band)} ${least.slice(band * rowsOfBand, (band + 1) * rowsOfBand).join(' ')}`)
      .digest()
      .readInt32LE(0),
  );
  return { bands, bits };
}

/** Estimate of the share of common grams (Jaccard), 0..1; off by 0.1 at times. */
export function sketchLikeness(one: Buffer, other: Buffer): number {
  let different = 0;
  for (let at = 0; at < rows / 8; at += 1) {
    for (let bits = (one[at] ?? 0) ^ (other[at] ?? 0); bits > 0; bits &= bits - 1) {
      different += 1;
    }
  }
  return Math.max(0, 1 - (2 * different) / rows);
}

/** Names, flats and telephone numbers differ between copies of one letter: figures are left out. */
function gramsOf(text: string): Set<string> {
  const body = canonicalText(text.slice(0, 20_000), { scanned: false }).text.replace(/[\s\p{P}\p{S}\d]/gu, '');
  const grams = new Set<string>();
  for (let at = 0; at + gram <= body.length && grams.size < mostGrams; at += 1) {
    grams.add(body.slice(at, at + gram));
  }
  return grams;
}

/** Spreads the bits of a 32-bit number (the finish of MurmurHash3). */
function mix(number: number): number {
  let mixed = number ^ (number >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
