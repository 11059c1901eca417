import { mendScan } from './mend-scan.js';
import { isHan, simplifiedCode } from './simplified-han.js';

/**
 * Text in the one form that rules and model read: half-width, lower case, Simplified, no blanks between Chinese
 * characters, at most one blank elsewhere; line breaks stay. `origin[i]` is where character i stood in the original.
 */
export interface CanonicalText {
  readonly text: string;
  readonly origin: Int32Array;
  readonly original: string;
}

const wideStops = new Map<number, number>([
  [0x3000, 0x20],
  [0xa0, 0x20],
  [0x09, 0x20],
  [0x0d, 0x0a],
  [0x2018, 0x27],
  [0x2019, 0x27],
  [0x2013, 0x2d],
  [0x2014, 0x2d],
  [0x300c, 0x201c],
  [0x300e, 0x201c],
  [0x300d, 0x201d],
  [0x300f, 0x201d],
]);

function canonicalCode(code: number): number {
  if (code >= 0x41 && code <= 0x5a) {
    return code + 0x20;
  }
  if (code < 0x80) {
    return wideStops.get(code) ?? code;
  }
  const wide = wideStops.get(code);
  if (wide !== undefined) {
    return wide;
  }
  if (code >= 0xff01 && code <= 0xff5e) {
    return canonicalCode(code - 0xfee0);
  }
  return simplifiedCode(code);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x200b || code === 0xfeff;
}

/** `scanned`: a fax as character recognition gives it, with its blanks inside words and its mixed-up letters. */
export function canonicalText(original: string, options: { readonly scanned: boolean }): CanonicalText {
  const codes = new Uint16Array(original.length);
  const origin = new Int32Array(original.length);
  let length = 0;
  let blankAt = -1;
  for (let i = 0; i < original.length; i += 1) {
    const code = canonicalCode(original.charCodeAt(i));
    if (isBlank(code)) {
      blankAt = blankAt < 0 ? i : blankAt;
      continue;
    }
    const before = length > 0 ? (codes[length - 1] ?? 0) : 0;
    if (blankAt >= 0 && length > 0 && before !== 0x0a && code !== 0x0a && !glues(before, code, options.scanned)) {
      codes[length] = 0x20;
      origin[length] = blankAt;
      length += 1;
    }
    blankAt = -1;
    codes[length] = code;
    origin[length] = i;
    length += 1;
  }
  if (options.scanned) {
    mendScan(codes, length);
  }
  return { text: textOf(codes.subarray(0, length)), origin: origin.slice(0, length), original };
}

/** A blank between Chinese characters means nothing; in a scan nor does one between a digit and either. */
function glues(before: number, after: number, scanned: boolean): boolean {
  const solidBefore = isHan(before) || before > 0x2000;
  const solidAfter = isHan(after) || after > 0x2000;
  if (solidBefore && solidAfter) {
    return true;
  }
  return scanned && (solidBefore || solidAfter);
}

function textOf(codes: Uint16Array): string {
  let text = '';
  for (let from = 0; from < codes.length; from += 8192) {
    text += String.fromCharCode(...codes.subarray(from, from + 8192));
  }
  return text;
}

/** What stood in the original between two canonical offsets. */
export function originalRange(canonical: CanonicalText, start: number, end: number): readonly [number, number] {
  const from = canonical.origin[start] ?? canonical.original.length;
  const last = canonical.origin[end - 1];
  return [from, last === undefined ? from : last + 1];
}
