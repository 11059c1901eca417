import { isHan } from '../text/simplified-han.js';
import type { Token } from '../text/tokens.js';
import { placeWords } from './place-words.table.js';

const { unitSuffixes, afterUnits, nameEnds, commonWords, stops, shopEnds } = placeWords;

export type PlaceSpan = readonly [start: number, end: number];

/** Longest name of an estate before its building, in characters. */
const longestName = 8;

const number = '(?:[a-z]?\\d{1,5}[a-z]?|[一二三四五六七八九十]{1,3}|[a-z](?![a-z]))';
const suffix = `(?:${unitSuffixes.join('|')})`;
/** 3栋2单元1801, 12-1-2302, 二期6栋, 2座15a, b座, 负二层 c-118 */
const units = new RegExp(
  `(?:地下|负|b)?(?:${number} ?${suffix}(?: ?(?:地下|负)?${number} ?(?:${suffix}|(?=[^a-z0-9]|$))|[-–]\\d{1,5}){0,4}|(?<![\\d.:/-])[a-z]?\\d{1,3}(?:[-–]\\d{1,5}){1,3}(?![\\d/:]))(?:${afterUnits.join('|')})?`,
  'gu',
);
const english =
  /(?<![a-z])(?:(?:[a-z']{3,} ){0,2}(?:gardens?|court|park|estate|heights|bay|plaza|square|mansions?|residences?|lakeside|riverside|skyline|tower|house) )?(?:flat|apartment|apt\.?|unit|room|villa|building|block|tower|suite|shop|house) (?:[a-z]-?)?\d{1,5}[a-z]?(?:,? (?:flat |unit |room |block |tower |building |villa |phase |floor )?[a-z]?\d{1,5}[a-z]?(?![a-z]))*(?:,? (?:[a-z']+ ){1,2}(?:lane|road|street|gardens?|court|park|estate|heights|bay|plaza|square|mansions?|residences?|avenue|terrace|manor))?(?: (?:lobby|car park|gym|roof))?/gu;

/** Tokens from the back of a name to its front: Chinese, and not a word that cannot belong to a name. */
function nameStart(tokens: readonly Token[], end: number): number {
  let start = end;
  for (let i = lastTokenBefore(tokens, end); i >= 0; i -= 1) {
    const token = tokens[i];
    if (
      token === undefined ||
      token.end !== start ||
      !isHan(token.text.charCodeAt(0)) ||
      stops.has(token.text) ||
      end - token.start > longestName
    ) {
      break;
    }
    start = token.start;
  }
  return start;
}

function lastTokenBefore(tokens: readonly Token[], end: number): number {
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

/** Not a place: sums, times, counts, ratios that look like one. */
function isQuantity(text: string, start: number, end: number): boolean {
  const words = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 2), start);
  return (
    (/^\d{1,3}[-–]\d{1,3}$/u.test(words) && /[天日月年点个元块度次人小万%周岁号米]/u.test(text[end] ?? '')) ||
    /^(?:1[3-9]\d|0\d{2,3}|400|20\d\d)[-–]/u.test(words) ||
    (/^[一二三四五六七八九十\d]{1,3} ?(?:号|层|楼|期)$/u.test(words) && /[月第这那每上下前后]$/u.test(before)) ||
    /^\d{1,2} ?号$/u.test(words) ||
    (/^[一二三四五六七八九十] ?(?:期|层|户)$/u.test(words) && /[一每]/u.test(words + before))
  );
}

function withUnits(text: string, tokens: readonly Token[]): PlaceSpan[] {
  const spans: PlaceSpan[] = [];
  for (const match of text.matchAll(units)) {
    const end = match.index + match[0].trimEnd().length;
    if (isQuantity(text, match.index, end)) {
      continue;
    }
    const gap = text[match.index - 1] === ' ' ? 1 : 0;
    const start = nameStart(tokens, match.index - gap);
    spans.push([start < match.index - gap ? start : match.index, end]);
  }
  return spans;
}

/** 青禾苑, 云栖里小区: a name that ends like an estate, and shops: 中山路店. */
function named(text: string, tokens: readonly Token[]): PlaceSpan[] {
  const spans: PlaceSpan[] = [];
  for (const ends of [nameEnds, shopEnds]) {
    for (const word of ends) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const end = at + word.length;
        const start = nameStart(tokens, end);
        const name = text.slice(start, end);
        if (
          name.length > word.length + 1 &&
          name.length >= 3 &&
          !commonWords.has(name) &&
          tokens.some((token) => token.end === end)
        ) {
          spans.push([start, end]);
        }
      }
    }
  }
  return spans.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/** Offsets of the first whole place in a canonical text: with building or flat, else English, else a name alone. */
export function placeIn(text: string, tokens: readonly Token[]): PlaceSpan | null {
  const exact = withUnits(text, tokens);
  const longest = exact.find(([start, end]) => end - start >= 5) ?? exact[0];
  const inEnglish = english.exec(text);
  english.lastIndex = 0;
  if (longest !== undefined && longest[1] - longest[0] >= 3) {
    return longest;
  }
  if (inEnglish !== null) {
    return [inEnglish.index, inEnglish.index + inEnglish[0].length];
  }
  return named(text, tokens)[0] ?? longest ?? null;
}
