import { parseNumberPattern, type NumberPart } from './number-pattern.js';

function sourceOf(part: NumberPart): string {
  switch (part.kind) {
    case 'text':
      return part.text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
    case 'seq':
      return `\\d{${part.width},9}`;
    case 'field':
      switch (part.field) {
        case 'yyyy':
          return '\\d{4}';
        case 'yy':
          return '\\d{2}';
        case 'MM':
          return '(?:0[1-9]|1[0-2])';
        case 'dd':
          return '(?:0[1-9]|[12]\\d|3[01])';
        case 'type':
          return '[A-Z0-9]{1,6}';
        case 'unit':
          return '[A-Z0-9-]{1,32}';
        default:
          return part.field satisfies never;
      }
    default:
      return part satisfies never;
  }
}

/**
 * Finds case numbers of any of these patterns in running text, whichever case their letters are in, not inside longer
 * words or numbers. Global: use with matchAll, and upper-case what it finds.
 */
export function numberRegExp(...patterns: readonly string[]): RegExp {
  const sources = patterns.map((pattern) => {
    const parts = parseNumberPattern(pattern);
    if (parts === null) {
      throw new Error(`not a number pattern: ${pattern}`);
    }
    return parts.map(sourceOf).join('');
  });
  return new RegExp(`(?<![A-Za-z0-9-])(?:${[...new Set(sources)].join('|')})(?![A-Za-z0-9])`, 'giu');
}
