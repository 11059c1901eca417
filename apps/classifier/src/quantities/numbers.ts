import { readArabicNumber, readChineseNumber, type ReadNumber } from '#libs/numerals/chinese-number.js';
import { readEnglishNumber } from './english-number.js';

/** A number as it stands in a canonical text. */
export interface NumberSpan {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** 多, 余, 几, "over": at least this much. */
  readonly vague: boolean;
  /** Written with 万, w, k or 千 after digits. */
  readonly grouped: boolean;
}

const vagueAfter = ['多', '余', '来', '几', '好几', '出头', '左右', '上下', ' odd', '+', ' or so'];

function readAt(text: string, at: number): ReadNumber | null {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) {
    return readArabicNumber(text, at);
  }
  if (code >= 0x61 && code <= 0x7a) {
    const before = at === 0 ? 0x20 : text.charCodeAt(at - 1);
    return before >= 0x61 && before <= 0x7a ? null : readEnglishNumber(text, at);
  }
  return code >= 0x3007 ? readChineseNumber(text, at) : null;
}

/** All numbers of a canonical text from left to right, none overlapping. */
export function scanNumbers(text: string): NumberSpan[] {
  const found: NumberSpan[] = [];
  for (let at = 0; at < text.length;) {
    const read = readAt(text, at);
    if (read === null) {
      at += 1;
      continue;
    }
    const after = vagueAfter.find((word) => text.startsWith(word, read.end));
    let { end, value } = read;
    let vague = read.vague;
    let grouped = read.grouped;
    if (after !== undefined) {
      vague = true;
      end += after.length;
      // 3万多, 十几万, 五千多万: the group may follow the vague word.
      const group = text[end] === '万' ? 1e4 : text[end] === '亿' ? 1e8 : 1;
      if (group > 1 && !read.grouped) {
        value *= group;
        grouped = true;
        end += 1;
      }
    }
    found.push({ start: at, end, value, vague, grouped });
    at = end;
  }
  return found;
}
