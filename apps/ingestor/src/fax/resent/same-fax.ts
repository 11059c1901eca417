import { likenessOf } from '../pages/compare-prints.js';
import { readPrint } from '../pages/page-print.js';

/** Two scans of one sheet are at least as alike as this; two letters of one hand on the same paper are not. */
const leastWhole = 0.85;
const leastBlock = 0.55;

/** Whether every page of `later` is a page of `earlier`, in the same order: the same fax sent again, or a part of it. Pure. */
export function isSameFax(later: readonly string[], earlier: readonly string[]): boolean {
  let at = 0;
  for (const page of later) {
    while (at < earlier.length && !isSamePage(page, earlier[at] ?? '')) {
      at += 1;
    }
    if (at === earlier.length) {
      return false;
    }
    at += 1;
  }
  return later.length > 0;
}

function isSamePage(one: string, other: string): boolean {
  const [a, b] = [readPrint(one), readPrint(other)];
  if (a === null || b === null) {
    return false;
  }
  const { whole, worst } = likenessOf(a, b);
  return whole >= leastWhole && worst >= leastBlock;
}
