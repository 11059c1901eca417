import { isHan } from '../text/simplified-han.js';
import type { Reading } from '../text/reading.js';
import { lastTokenBefore, type Token } from '../text/tokens.js';
import { placeParts } from './place-parts.table.js';
import { placeWords } from './place-words.table.js';

const { unitSuffixes, nameEnds, loneEnds, commonWords, stops, shopEnds, notBeforeInner } = placeWords;

export type PlaceSpan = readonly [start: number, end: number];

/** Longest name of an estate before its building, in characters. */
const longestName = 8;

const arabic = '(?:[a-z]?\\d{1,5}[a-z]?)';
const counted = `(?:${arabic}|[一二三四五六七八九十]{1,3}|[a-z](?![a-z]))`;
const suffix = `(?:${unitSuffixes.join('|')})`;
/** 3栋2单元1801, 12-1-2302, 二期6栋, 2座15a, b座, 地下二层 c-118 */
const units = new RegExp(
  `(?:地下|负)?(?:${counted} ?${suffix}(?: ?(?:地下|负)?${counted} ?${suffix}| ?${arabic}(?![a-z0-9%]|[.,]\\d|元|万|块|年|月|天|点|分|户|个|次)|[-–]\\d{1,5}){0,4}|(?<![\\d.:/a-z-])[a-z]?\\d{1,3}(?:[-–][a-z]?\\d{1,5}){1,3}(?![\\d/:a-z]))(?:${placeParts.join('|')}){0,2}`,
  'gu',
);
/** 12, 1207, a5 right behind a name: 金叶酒店1207 */
const bareNumber = /(?<![a-z0-9])[a-z]?\d{1,4}(?![a-z0-9%:.-]|[元万块年月天点分户个次人日号楼栋幢座层期室])/gu;
/** What may follow a name and belongs to it. */
const after = new RegExp(
  `^(?:(?:地下|负)?${counted} ?(?:${unitSuffixes.join('|')}))?(?:${placeParts.join('|')}){0,2}`,
  'u',
);
const word = "[a-z][a-z']+";
const kind = '(?:flat|apartment|apt\\.?|unit|room|villa|building|block|tower|suite|shop|phase|house|floor|bldg\\.?)';
const english = new RegExp(
  `(?<![a-z])${kind} (?:[a-z]?-?\\d{1,5}[a-z]?(?:[-/]\\d{1,5}[a-z]?)*|[a-z](?![a-z']))(?:,? (?:${kind} )?(?:[a-z]?\\d{1,5}[a-z]?(?:[-/]\\d{1,5})*|[a-z])(?![a-z'0-9]))*(?:,? (?:${word} ){1,2}(?:lane|road|street|gardens?|court|park|estate|heights|bay|plaza|square|mansions?|residences?|avenue|terrace|manor))?`,
  'gu',
);

/** Tokens from the back of a name to its front: Chinese, and not a word that cannot belong to a name. */
function nameStart(tokens: readonly Token[], end: number): number {
  const last = lastTokenBefore(tokens, end);
  // A word that reaches over the end: its front may still belong to the name (白云路|店染).
  const across = tokens[last + 1];
  let start = across !== undefined && across.start < end ? across.start : end;
  for (let i = last; i >= 0; i -= 1) {
    const token = tokens[i];
    const inner = token?.text === '里' && start === end && !notBeforeInner.has(tokens[i - 1]?.text ?? '');
    if (
      token === undefined ||
      token.end !== start ||
      !isHan(token.text.charCodeAt(0)) ||
      (stops.has(token.text) && !inner) ||
      (token.text === '里' && !inner && start === end) ||
      end - token.start > longestName
    ) {
      break;
    }
    start = token.start;
  }
  return start;
}

/** Not a place: sums, times, counts, ratios that look like one. */
function isQuantity(text: string, start: number, end: number): boolean {
  const words = text.slice(start, end);
  if (
    /^[a-z]?\d{1,5} ?号?$/u.test(words) &&
    endsLikeName(text.slice(Math.max(0, start - 3), start).replace(/ +$/u, ''))
  ) {
    return false;
  }
  const before = text.slice(Math.max(0, start - 2), start);
  return (
    (/^\d{1,3}[-–]\d{1,3}$/u.test(words) && /[天日月年点个元块度次人小万%周岁号米]/u.test(text[end] ?? '')) ||
    /^(?:1[3-9]\d|0\d{2,3}|400|20\d\d)[-–]/u.test(words) ||
    (/^[一二三四五六七八九十\d]{1,3} ?(?:号|层|楼|期)$/u.test(words) && /[月第这那每上下前后一]$/u.test(before)) ||
    /^[一二三四五六七八九十\d]{1,3} ?(?:号|户|层|门)$/u.test(words)
  );
}

/** Capitalised words of the original right before an English or mixed place: Maple Terrace 4-602. */
function capitalStart(reading: Reading, at: number): number {
  const { text, canonical } = reading;
  let start = at;
  for (let words = 0; words < 3; words += 1) {
    const match = /([a-z'’]{3,}),? $/u.exec(text.slice(Math.max(0, start - 24), start));
    if (match === null) {
      break;
    }
    const from = start - match[0].length;
    const first = canonical.original[canonical.origin[from] ?? 0] ?? '';
    if (
      first < 'A' ||
      first > 'Z' ||
      /^(?:the|in|at|flat|unit|owner|contract|order|re|dear|for|since|my|our|your|from)$/u.test(match[1] ?? '')
    ) {
      break;
    }
    start = from;
  }
  return start;
}

function withUnits(reading: Reading): PlaceSpan[] {
  const { text, tokens } = reading;
  const spans: PlaceSpan[] = [];
  for (const match of text.matchAll(units)) {
    const end = match.index + match[0].trimEnd().length;
    if (isQuantity(text, match.index, end)) {
      continue;
    }
    const gap = text[match.index - 1] === ' ' ? 1 : 0;
    const named = nameStart(tokens, match.index - gap);
    const isName = named < match.index - gap && (gap === 0 || endsLikeName(text.slice(named, match.index - gap)));
    spans.push([isName ? named : capitalStart(reading, match.index), end]);
  }
  for (const match of text.matchAll(bareNumber)) {
    const start = nameStart(tokens, match.index);
    if (start < match.index - 1 && endsLikeName(text.slice(start, match.index))) {
      spans.push([start, match.index + match[0].length]);
    }
  }
  return spans.toSorted((a, b) => a[0] - b[0]);
}

function endsLikeName(name: string): boolean {
  return name.endsWith('期') || nameEnds.some((ending) => name.endsWith(ending));
}

/** 青禾苑, 云栖里小区: a name that ends like an estate, and shops: 中山路店. */
function named(text: string, tokens: readonly Token[]): PlaceSpan[] {
  const spans: PlaceSpan[] = [];
  for (const ends of [loneEnds, shopEnds]) {
    for (const ending of ends) {
      for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + 1)) {
        const end = at + ending.length;
        const start = nameStart(tokens, end);
        const name = text.slice(start, end);
        const rest = name.slice(0, -ending.length);
        if (
          rest.length >= 2 &&
          !commonWords.has(name) &&
          !commonWords.has(rest) &&
          (rest.length >= 3 || ends === shopEnds || tokens.some((token) => token.end === end))
        ) {
          spans.push([start, end + (after.exec(text.slice(end, end + 24))?.[0].trimEnd().length ?? 0)]);
        }
      }
    }
  }
  return spans.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
}

const kindWords =
  'store|branch|hotel|bar|gym|clinic|barn|mill|court|gardens?|road|street|lane|wharf|heights|crest|terrace|place|square|park|market|mall|club|row|villa|house|cottage|residences?|mansions?|campus|hostel|restaurant|bakery|arcade|quay|hill|avenue|estate|plaza|ridge|shore';
const englishKind = new RegExp(
  `(?<![a-z])(?:${kindWords})(?: (?:${kindWords}))?(?![a-z])(?: \\d{1,4}[a-z]?(?![a-z0-9]))?`,
  'gu',
);

/** Maple Road branch, Lakeside hotel, Heron Wharf 4: words in capitals before a kind of place. */
function namedInEnglish(reading: Reading): PlaceSpan[] {
  return [...reading.text.matchAll(englishKind)].flatMap((match): PlaceSpan[] => {
    const start = capitalStart(reading, match.index);
    return start < match.index ? [[start, match.index + match[0].length]] : [];
  });
}

/** Offsets of the first whole place in a canonical text: with building or flat, else English, else a name alone. */
export function placeIn(reading: Reading): PlaceSpan | null {
  const { text, tokens } = reading;
  const exact = withUnits(reading);
  const inEnglish = [...text.matchAll(english)].map((match): PlaceSpan => [
    capitalStart(reading, match.index),
    match.index + match[0].length,
  ]);
  const both = [...exact, ...inEnglish].toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
  const whole = both.find(([start, end]) => end - start >= 5);
  return whole ?? named(text, tokens)[0] ?? both[0] ?? namedInEnglish(reading)[0] ?? null;
}
