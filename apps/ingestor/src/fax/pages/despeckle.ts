import type { GrayPage } from './gray-page.js';

const ink = 160;

/** A page without the dots that the line put on it, for the text engine, and how many there were. */
export interface Despeckled {
  readonly page: GrayPage;
  /** Dots that stood alone, as a share of the page. */
  readonly specks: number;
}

/** Takes away dots of ink with fewer than two others around them, and fills holes of one dot. Pure. */
export function despeckle({ width, height, gray }: GrayPage): Despeckled {
  const around = inkAround(width, height, gray);
  const clean = gray.slice();
  let specks = 0;
  for (let dot = 0; dot < gray.length; dot += 1) {
    const neighbours = around[dot] ?? 0;
    if ((gray[dot] ?? 255) < ink) {
      if (neighbours < 2) {
        clean[dot] = 255;
        specks += 1;
      }
    } else if (neighbours > 6) {
      clean[dot] = 0;
      specks += 1;
    }
  }
  return { page: { width, height, gray: clean }, specks: specks / Math.max(1, gray.length) };
}

/** Dots of ink among the eight around each. */
function inkAround(width: number, height: number, gray: Uint8Array): Uint8Array {
  const three = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      three[at] =
        dotAt(gray, at) + (column > 0 ? dotAt(gray, at - 1) : 0) + (column + 1 < width ? dotAt(gray, at + 1) : 0);
    }
  }
  const around = new Uint8Array(width * height);
  for (let at = 0; at < around.length; at += 1) {
    around[at] = (three[at] ?? 0) - dotAt(gray, at) + (three[at - width] ?? 0) + (three[at + width] ?? 0);
  }
  return around;
}

function dotAt(gray: Uint8Array, at: number): number {
  return (gray[at] ?? 255) < ink ? 1 : 0;
}
