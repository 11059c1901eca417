import type { GrayPage } from './gray-page.js';

/** The same page in other dots: averaged where they become fewer, drawn between where they become more. Pure. */
export function scalePage(page: GrayPage, width: number, height: number): GrayPage {
  if (page.width === width && page.height === height) {
    return page;
  }
  const narrow = page.width === width ? page.gray : scaleAcross(page, width);
  const down = weightsOf(page.height, height);
  const gray = new Uint8Array(width * height);
  down.forEach(({ start, weights }, row) => {
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      for (let index = 0; index < weights.length; index += 1) {
        sum += (narrow[(start + index) * width + column] ?? 0) * (weights[index] ?? 0);
      }
      gray[row * width + column] = (sum + 0.5) | 0;
    }
  });
  return { width, height, gray };
}

function scaleAcross(page: GrayPage, width: number): Float32Array {
  const across = weightsOf(page.width, width);
  const narrow = new Float32Array(width * page.height);
  for (let row = 0; row < page.height; row += 1) {
    const from = row * page.width;
    across.forEach(({ start, weights }, column) => {
      let sum = 0;
      for (let index = 0; index < weights.length; index += 1) {
        sum += (page.gray[from + start + index] ?? 0) * (weights[index] ?? 0);
      }
      narrow[row * width + column] = sum;
    });
  }
  return narrow;
}

interface Weights {
  readonly start: number;
  readonly weights: Float32Array;
}

/** Of each new dot, which old ones it is made of and how much of each. */
function weightsOf(from: number, to: number): Weights[] {
  const ratio = from / to;
  return Array.from({ length: to }, (_, index) =>
    ratio > 1 ? shrinking(index, ratio, from) : growing(index, ratio, from),
  );
}

function shrinking(index: number, ratio: number, from: number): Weights {
  const begin = index * ratio;
  const end = Math.min(from, begin + ratio);
  const start = Math.floor(begin);
  const last = Math.min(from - 1, Math.ceil(end) - 1);
  const weights = Float32Array.from(
    { length: last - start + 1 },
    (_, offset) => (Math.min(end, start + offset + 1) - Math.max(begin, start + offset)) / (end - begin),
  );
  return { start, weights };
}

function growing(index: number, ratio: number, from: number): Weights {
  const place = Math.max(0, (index + 0.5) * ratio - 0.5);
  const start = Math.min(from - 1, Math.floor(place));
  const rest = start + 1 < from ? place - start : 0;
  return { start, weights: rest === 0 ? Float32Array.of(1) : Float32Array.of(1 - rest, rest) };
}
