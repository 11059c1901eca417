import { isHan } from '../text/simplified-han.js';
import type { Reading } from '../text/reading.js';
import { lastTokenBefore, type Token } from '../text/tokens.js';
import { innerCharacters, insideOf, leadCharacters, leadWords } from './place-lead.table.js';
import { placeWords } from './place-words.table.js';

const { stops, notBeforeInner } = placeWords;

/** Longest name of an estate before its building, in characters. */
const longestName = 8;

/** A token made of a numeral and a unit of time: 十点, 九月. */
const timeOrCount = /^[一二三四五六七八九十两半]+[点月年号日天岁层户位]$/u;

function isHanToken(token: Token | undefined): boolean {
  return token !== undefined && isHan(token.text.charCodeAt(0));
}

function stopsName(text: string): boolean {
  return stops.has(text) || leadWords.has(text) || timeOrCount.test(text);
}

/** 家里, 电梯里: 里 means "in". */
function isInside(word: string): boolean {
  return notBeforeInner.has(word) || insideOf.has(word);
}

/** 12|日于: what is left of a day before a name. */
function endsDate(text: string, at: number): boolean {
  return /^\d[日号月年]$/u.test(text.slice(at - 1, at + 1));
}

/** 月 in 朗|月|府, 台 in 望江|台|6栋: a character that stops elsewhere, between parts of a name. */
function isInnerCharacter(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  return (
    token !== undefined &&
    innerCharacters.has(token.text) &&
    before !== undefined &&
    before.end === token.start &&
    isHanToken(before) &&
    !stopsName(before.text)
  );
}

/** A blank of the original between two Chinese words, in a text that does not set them apart throughout. */
function isBroken(reading: Reading, at: number): boolean {
  const { origin } = reading.canonical;
  const gap = (i: number): boolean => (origin[i] ?? 0) - (origin[i - 1] ?? 0) > 1;
  return gap(at) && !gap(at + 1);
}

/**
 * Where the name that ends at an offset begins: Chinese words from its back to its front until one that cannot belong to
 * a name. The offset itself where there is none.
 */
export function nameStart(reading: Reading, end: number): number {
  const { tokens, text } = reading;
  const last = lastTokenBefore(tokens, end);
  // A word that reaches over the end: its front may still belong to the name (白云路|店染).
  const across = tokens[last + 1];
  let start = across !== undefined && across.start < end ? across.start : end;
  for (let i = last; i >= 0; i -= 1) {
    const token = tokens[i];
    const inner = token?.text === '里' && start === end && !isInside(tokens[i - 1]?.text ?? '');
    if (
      token === undefined ||
      token.end !== start ||
      !isHanToken(token) ||
      (stopsName(token.text) && !inner && !isInnerCharacter(tokens, i)) ||
      (token.text === '里' && !inner && start === end) ||
      end - token.start > longestName ||
      (start < end && isBroken(reading, start))
    ) {
      break;
    }
    start = token.start;
  }
  while (start + 2 < end && (leadCharacters.includes(text[start] ?? '') || endsDate(text, start))) {
    start += 1;
  }
  return start;
}
