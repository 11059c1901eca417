import type { GrayPage } from './gray-page.js';
import { scalePage } from './scale-page.js';

/** Cells across; a character of a letter is a little wider than one. */
const across = 108;
const tallest = 3 * across;
/** Levels of grey of a cell: half a byte. */
const levels = 16;
/** What a fax machine prints above the page it sends (date, number, page): another one each time. Part of the height. */
const headerLine = 0.035;
const textWidth = 3;

/**
 * A page in so little that two scans of the same sheet can be compared and nobody can read it: how much ink is in each
 * cell of a grid. To be kept where the page is kept.
 */
export interface PagePrint {
  readonly width: number;
  readonly height: number;
  /** Ink of each cell, 0 to 15. */
  readonly ink: Uint8Array;
}

export function printOf(page: GrayPage): PagePrint {
  const height = Math.max(1, Math.min(tallest, Math.round((across * page.height) / page.width)));
  const small = scalePage(page, across, height);
  const ink = small.gray.map((gray) => Math.round(((255 - gray) * (levels - 1)) / 255));
  ink.fill(0, 0, Math.ceil(height * headerLine) * across);
  return { width: across, height, ink };
}

/** As text, two cells a byte. */
export function writePrint({ width, height, ink }: PagePrint): string {
  const packed = Buffer.alloc(Math.ceil(ink.length / 2));
  ink.forEach((cell, index) => {
    packed[index >> 1] = (packed[index >> 1] ?? 0) | (index % 2 === 0 ? cell << 4 : cell);
  });
  return `${String(width).padStart(textWidth, '0')}x${String(height).padStart(textWidth, '0')}:${packed.toString('base64')}`;
}

/** Null for what is no print. */
export function readPrint(text: string): PagePrint | null {
  const groups = /^(?<width>\d{3})x(?<height>\d{3}):(?<cells>.*)$/u.exec(text)?.groups;
  const [width, height] = [Number(groups?.['width'] ?? 0), Number(groups?.['height'] ?? 0)];
  const packed = Buffer.from(groups?.['cells'] ?? '', 'base64');
  if (width === 0 || height === 0 || packed.length !== Math.ceil((width * height) / 2)) {
    return null;
  }
  const ink = Uint8Array.from({ length: width * height }, (_, index) => {
    const byte = packed[index >> 1] ?? 0;
    return index % 2 === 0 ? byte >> 4 : byte & 15;
  });
  return { width, height, ink };
}
