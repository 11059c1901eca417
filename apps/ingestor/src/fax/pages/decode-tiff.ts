import UTIF from 'utif2';
import type { IFD } from 'utif2';
import type { DecodedPages } from './decoded-pages.js';
import type { GrayPage } from './gray-page.js';
import { longestPage, pageWidth, type PageLimits } from './page-limits.js';
import { scalePage } from './scale-page.js';

/** Bytes of colour that a dot takes while it is decoded, where a page is not in two colours. */
const colourBytes = 4;

/** Decodes the pages of a TIFF, also those of Group 3 and 4. Throws whatever the decoder throws. */
export function decodeTiff(content: Uint8Array, { maxPages, maxDots }: PageLimits): DecodedPages {
  const { buffer } = new Uint8Array(content);
  const folders = UTIF.decode(buffer).filter((folder) => !isThumbnail(folder) && numberOf(folder, 't256') > 0);
  const pages: GrayPage[] = [];
  for (const folder of folders.slice(0, maxPages)) {
    const [width, height] = [numberOf(folder, 't256'), numberOf(folder, 't257')];
    const two = numberOf(folder, 't258', 1) === 1 && numberOf(folder, 't277', 1) === 1;
    if (width * height * (two ? 1 : colourBytes) > maxDots) {
      return { kind: 'unreadable', reason: 'too-large' };
    }
    UTIF.decodeImage(buffer, folder);
    pages.push(
      upright({ width, height, gray: two ? inkOf(folder, width, height) : greyOf(folder, width * height) }, folder),
    );
  }
  return pages.length === 0
    ? { kind: 'unreadable', reason: 'damaged' }
    : { kind: 'pages', pages, total: folders.length };
}

/** Square dots: a fax in normal resolution has twice as many across as down. */
function upright(page: GrayPage, folder: IFD): GrayPage {
  const xDpi = numberOf(folder, 't282');
  const yDpi = numberOf(folder, 't283');
  const stretch = xDpi > 0 && yDpi > 0 ? xDpi / yDpi : isCoarse(page) ? 2 : 1;
  const height = Math.round((pageWidth * page.height * stretch) / page.width);
  return scalePage(page, pageWidth, Math.max(1, Math.min(height, pageWidth * longestPage)));
}

/** The width that every fax has, and fewer lines than wide: A4 in normal resolution whose file does not say so. */
function isCoarse({ width, height }: GrayPage): boolean {
  return width === 1728 && height > 900 && height < 1300;
}

function inkOf(folder: IFD, width: number, height: number): Uint8Array {
  const bytes = folder.data;
  const line = Math.ceil(width / 8);
  const black = numberOf(folder, 't262') === 1 ? 0 : 1;
  const gray = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const bit = ((bytes[row * line + (column >> 3)] ?? 0) >> (7 - (column & 7))) & 1;
      gray[row * width + column] = bit === black ? 0 : 255;
    }
  }
  return gray;
}

function greyOf(folder: IFD, dots: number): Uint8Array {
  const colours = UTIF.toRGBA8(folder);
  const gray = new Uint8Array(dots);
  for (let dot = 0; dot < dots; dot += 1) {
    const at = dot * 4;
    gray[dot] =
      (0.299 * (colours[at] ?? 255) + 0.587 * (colours[at + 1] ?? 255) + 0.114 * (colours[at + 2] ?? 255) + 0.5) | 0;
  }
  return gray;
}

function isThumbnail(folder: IFD): boolean {
  return (numberOf(folder, 't254') & 1) === 1;
}

/** The first value of a field; a fraction comes as its two numbers. */
function numberOf(folder: IFD, tag: string, otherwise = 0): number {
  const first = firstOf(folder[tag]);
  const number = isList(first) ? Number(first[0]) / Number(first[1]) : first;
  return typeof number === 'number' && Number.isFinite(number) ? number : otherwise;
}

function firstOf(value: unknown): unknown {
  return isList(value) ? value[0] : undefined;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
