import { scalePage } from '../pages/scale-page.js';
import type { GrayPage } from '../pages/gray-page.js';
import type { InkPage } from './ink-page.js';

/** What happens to a sheet on the glass and on the line. */
export interface Wear {
  /** 204 x 98 dots an inch, as most machines send unless asked for better. */
  readonly coarse?: boolean;
  /** Share of dots that turn over. */
  readonly noise?: number;
  /** Dots by which the sheet lies aside. */
  readonly shift?: readonly [right: number, down: number];
  /** Degrees by which it lies askew. */
  readonly skew?: number;
  /** A number that makes the line which the sending machine prints above the page another one. */
  readonly header?: number;
  /** Grey below which a dot is ink: a machine set darker or lighter. */
  readonly threshold?: number;
  readonly seed?: number;
}

/** A page as it arrives when the same sheet is faxed once more. The same wear gives the same page. */
export function degradePage(sheet: GrayPage, wear: Wear = {}): InkPage {
  const { coarse = false, noise = 0, threshold = 150, seed = 1 } = wear;
  const laid = lay(sheet, wear);
  const yDpi = coarse ? 98 : 196;
  const page = scalePage(laid, laid.width, Math.round((laid.height * yDpi) / 204));
  const random = seeded(seed);
  const ink = page.gray.map((gray) => {
    const dot = gray < threshold ? 1 : 0;
    return noise > 0 && random() < noise ? 1 - dot : dot;
  });
  if (wear.header !== undefined) {
    printHeader(ink, page.width, seeded(wear.header), Math.round(yDpi / 25));
  }
  return { width: page.width, height: page.height, xDpi: 204, yDpi, ink };
}

function lay(sheet: GrayPage, { shift = [0, 0], skew = 0 }: Wear): GrayPage {
  const { width, height } = sheet;
  const gray = new Uint8Array(width * height).fill(255);
  const [sine, cosine] = [Math.sin((skew * Math.PI) / 180), Math.cos((skew * Math.PI) / 180)];
  const [cx, cy] = [width / 2, height / 2];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dx = x - shift[0] - cx;
      const dy = y - shift[1] - cy;
      const sx = (cosine * dx + sine * dy + cx + 0.5) | 0;
      const sy = (-sine * dx + cosine * dy + cy + 0.5) | 0;
      if (sx >= 0 && sx < width && sy >= 0 && sy < height) {
        gray[y * width + x] = sheet.gray[sy * width + sx] ?? 255;
      }
    }
  }
  return { width, height, gray };
}

/** Strokes where the sender's date, number and page would stand. */
function printHeader(ink: Uint8Array, width: number, random: () => number, rows: number): void {
  for (let column = 60; column < width - 60; column += 1) {
    if (random() < 0.35) {
      for (let row = 4; row < 4 + rows; row += 1) {
        ink[row * width + column] = 1;
      }
    }
  }
}

const { imul } = Math;

/** Numbers from 0 to 1, the same row for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
