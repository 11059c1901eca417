import type { HtmlLine } from '../html/read-html.js';

/** One line of a mail's text, with its quotation marks counted. */
export interface ReplyLine {
  readonly raw: string;
  /** Without quotation marks and outer blanks, at most 1,000 characters: what is longer is prose whatever follows. */
  readonly text: string;
  /** Quotation marks before it. */
  readonly depth: number;
  readonly mark: HtmlLine['mark'];
}

const marks = /^(?:[ \t\u00a0]{0,4}[>＞»›])+/u;

const MAX_TEXT = 1_000;

function shortened(text: string): string {
  return text
    .slice(0, 4 * MAX_TEXT)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\u00a0\u200b\ufeff]/gu, ' ')
    .trim()
    .slice(0, MAX_TEXT);
}

/** Splits text into lines. */
export function readReplyLines(text: string, marked?: readonly HtmlLine[]): ReplyLine[] {
  if (marked !== undefined) {
    return marked.map((line) => ({
      raw: line.depth === 0 ? line.text : `${'>'.repeat(Math.min(line.depth, 20))} ${line.text}`.trimEnd(),
      text: shortened(line.text),
      depth: line.depth,
      mark: line.mark,
    }));
  }
  return text.split('\n').map((raw) => {
    const found = marks.exec(raw)?.[0] ?? '';
    // "->" and ">_<" style openings are words, not quotation.
    // A lone ">:" is the end of an address in an introduction that was broken.
    const quotes = /^>[:：]$/u.test(raw.trim()) || /^\s*[>＞](?:_|=|\.|[oO][<>]|-\s)/u.test(raw) ? '' : found;
    return {
      raw,
      text: shortened(raw.slice(quotes.length)),
      depth: quotes.replace(/[^>＞»›]/gu, '').length,
      mark: null,
    };
  });
}
