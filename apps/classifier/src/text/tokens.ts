import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

let segmenter: Jieba | null = null;

/** The dictionary is read once a process, at the first text (0.2 s). */
function jieba(): Jieba {
  segmenter ??= Jieba.withDict(dict);
  return segmenter;
}

/** Words of a canonical text in order; blanks and punctuation are tokens too, so that offsets add up. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const word of jieba().cut(text, true)) {
    const start = text.startsWith(word, at) ? at : text.indexOf(word, at);
    if (start < 0) {
      continue;
    }
    tokens.push({ text: word, start, end: start + word.length });
    at = start + word.length;
  }
  return tokens;
}

/** 1 at each offset where a word begins or the text ends. */
export function wordEdges(tokens: readonly Token[], length: number): Uint8Array {
  const edges = new Uint8Array(length + 1);
  for (const token of tokens) {
    edges[token.start] = 1;
    edges[token.end] = 1;
  }
  return edges;
}

/** Index of the last token that ends at or before an offset; -1 before the first. */
export function lastTokenBefore(tokens: readonly Token[], end: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) <= end) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
