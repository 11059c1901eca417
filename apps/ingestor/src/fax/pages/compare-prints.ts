import type { PagePrint } from './page-print.js';

/** How far a sheet may lie aside on the glass, in cells (2 mm). */
const furthest = 4;
/** Blocks in which the pages are compared by themselves: a letter on the same form differs in some, a new scan in none. */
const blockCells = 12;
/** Ink of a block below which there is nothing to compare. */
const leastInk = 60;

export interface Likeness {
  /** Correlation of the whole pages, at most 1. */
  readonly whole: number;
  /** That of the block in which they differ most. */
  readonly worst: number;
}

/** How alike two pages are where they lie best on each other. Pure. */
export function likenessOf(one: PagePrint, other: PagePrint): Likeness {
  if (one.width !== other.width || Math.abs(one.height - other.height) > furthest * 2) {
    return { whole: 0, worst: 0 };
  }
  const [a, b] = [blurred(one), blurred(other)];
  let best = { whole: -1, down: 0, right: 0 };
  for (let down = -furthest; down <= furthest; down += 1) {
    for (let right = -furthest; right <= furthest; right += 1) {
      const whole = correlation(a, b, { top: 0, left: 0, height: a.height, width: a.width }, down, right);
      if (whole > best.whole) {
        best = { whole, down, right };
      }
    }
  }
  return { whole: best.whole, worst: worstBlock(a, b, best.down, best.right) };
}

interface Field {
  readonly width: number;
  readonly height: number;
  readonly ink: Float32Array;
}

interface Frame {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Every cell with its neighbours, so that half a cell of shift costs little. */
function blurred({ width, height, ink }: PagePrint): Field {
  const rows = new Float32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = row * width;
    for (let column = 0; column < width; column += 1) {
      const at = from + column;
      const before = column > 0 ? (ink[at - 1] ?? 0) : 0;
      const after = column + 1 < width ? (ink[at + 1] ?? 0) : 0;
      rows[at] = (before + 2 * (ink[at] ?? 0) + after) / 4;
    }
  }
  const soft = new Float32Array(width * height);
  for (let at = 0; at < soft.length; at += 1) {
    soft[at] = ((rows[at - width] ?? 0) + 2 * (rows[at] ?? 0) + (rows[at + width] ?? 0)) / 4;
  }
  return { width, height, ink: soft };
}

/** Pearson's, of a frame of `a` and the same frame of `b` shifted; 1 where both are empty, 0 where one is. */
function correlation(a: Field, b: Field, frame: Frame, down: number, right: number): number {
  const rows = [Math.max(frame.top, -down), Math.min(frame.top + frame.height, a.height, b.height - down)] as const;
  const columns = [Math.max(frame.left, -right), Math.min(frame.left + frame.width, a.width, b.width - right)] as const;
  const count = Math.max(0, rows[1] - rows[0]) * Math.max(0, columns[1] - columns[0]);
  let sumA = 0;
  let sumB = 0;
  let squareA = 0;
  let squareB = 0;
  let product = 0;
  for (let row = rows[0]; row < rows[1]; row += 1) {
    const fromA = row * a.width;
    const fromB = (row + down) * b.width + right;
    for (let column = columns[0]; column < columns[1]; column += 1) {
      const x = a.ink[fromA + column] ?? 0;
      const y = b.ink[fromB + column] ?? 0;
      sumA += x;
      sumB += y;
      squareA += x * x;
      squareB += y * y;
      product += x * y;
    }
  }
  const spreadA = squareA - (sumA * sumA) / Math.max(1, count);
  const spreadB = squareB - (sumB * sumB) / Math.max(1, count);
  if (spreadA <= 1 || spreadB <= 1) {
    return spreadA <= 1 && spreadB <= 1 ? 1 : 0;
  }
  return (product - (sumA * sumB) / count) / Math.sqrt(spreadA * spreadB);
}

function worstBlock(a: Field, b: Field, down: number, right: number): number {
  let worst = 1;
  for (let top = 0; top < a.height; top += blockCells / 2) {
    for (let left = 0; left < a.width; left += blockCells / 2) {
      const frame = { top, left, height: blockCells, width: blockCells };
      if (inkIn(a, frame, 0, 0) >= leastInk || inkIn(b, frame, down, right) >= leastInk) {
        worst = Math.min(worst, correlation(a, b, frame, down, right));
      }
    }
  }
  return worst;
}

function inkIn({ width, height, ink }: Field, { top, left, ...size }: Frame, down: number, right: number): number {
  const lastRow = Math.min(height, top + down + size.height);
  const lastColumn = Math.min(width, left + right + size.width);
  let sum = 0;
  for (let row = Math.max(0, top + down); row < lastRow; row += 1) {
    for (let column = Math.max(0, left + right); column < lastColumn; column += 1) {
      sum += ink[row * width + column] ?? 0;
    }
  }
  return sum;
}
