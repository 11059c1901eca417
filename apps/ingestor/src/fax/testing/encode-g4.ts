import { endOfBlock, horizontalMode, makeUp, passMode, terminating, verticalModes } from './run-length-codes.table.js';
import type { InkPage } from './ink-page.js';

/** A page as a fax machine sends it (ITU-T T.6, "Group 4"), most significant bit first. */
export function encodeG4({ width, height, ink }: InkPage): Buffer {
  const bits = new BitWriter();
  let above: Uint8Array = new Uint8Array(width);
  for (let row = 0; row < height; row += 1) {
    const line = ink.subarray(row * width, (row + 1) * width);
    encodeLine(bits, above, line);
    above = line;
  }
  bits.write(endOfBlock);
  return bits.end();
}

/** Turns every byte round, for files that say FillOrder 2. */
export function reverseBits(bytes: Buffer): Buffer {
  return Buffer.from(
    bytes.map((byte) => {
      let turned = 0;
      for (let bit = 0; bit < 8; bit += 1) {
        turned |= ((byte >> bit) & 1) << (7 - bit);
      }
      return turned;
    }),
  );
}

function encodeLine(bits: BitWriter, above: Uint8Array, line: Uint8Array): void {
  const width = line.length;
  let at = -1;
  let colour = 0;
  while (at < width) {
    const a1 = nextOf(line, at, colour);
    const b1 = changeTo(above, at, colour === 0 ? 1 : 0);
    const b2 = b1 >= width ? width : nextOf(above, b1, colour === 0 ? 1 : 0);
    const vertical = verticalModes.get(a1 - b1);
    if (b2 < a1) {
      bits.write(passMode);
      at = b2;
    } else if (vertical !== undefined) {
      bits.write(vertical);
      at = a1;
      colour = 1 - colour;
    } else {
      const a2 = nextOf(line, a1, 1 - colour);
      const start = Math.max(at, 0);
      bits.write(horizontalMode + run(a1 - start, colour) + run(a2 - a1, 1 - colour));
      at = a2;
    }
  }
}

/** First position after `at` (or from the start, -1) whose colour is not `colour`. */
function nextOf(line: Uint8Array, at: number, colour: number): number {
  let position = at < 0 ? 0 : at;
  while (position < line.length && line[position] === colour) {
    position += 1;
  }
  return position;
}

/** First changing element right of `at` that has the colour `to`. */
function changeTo(line: Uint8Array, at: number, to: number): number {
  for (let position = at + 1; position < line.length; position += 1) {
    const before = position === 0 ? 0 : line[position - 1];
    if (line[position] === to && before !== to) {
      return position;
    }
  }
  return line.length;
}

function run(length: number, colour: number): string {
  const name = colour === 0 ? 'white' : 'black';
  const made = length >= 64 ? (makeUp[name][Math.floor(length / 64) - 1] ?? '') : '';
  return made + (terminating[name][length % 64] ?? '');
}

class BitWriter {
  private readonly parts: string[] = [];

  write(code: string): void {
    this.parts.push(code);
  }

  end(): Buffer {
    const all = this.parts.join('');
    const bytes = Buffer.alloc(Math.ceil(all.length / 8));
    for (let index = 0; index < bytes.length; index += 1) {
      bytes[index] = Number.parseInt(all.slice(index * 8, index * 8 + 8).padEnd(8, '0'), 2);
    }
    return bytes;
  }
}
