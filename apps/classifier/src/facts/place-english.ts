import type { Reading } from '../text/reading.js';
import { capitalStops, longParts, partsBefore, placeKinds, smallParts, unitKinds } from './place-english.table.js';
import type { PlaceSpan } from './place-span.js';

const oneOf = (words: string): string => words.split(' ').join('|');
const either = (words: string): string =>
  words
    .split(' ')
    .map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`)
    .join('|');

const word = "[A-Z][A-Za-z'’]{1,19}";
const figures = '(?:[A-Za-z]?-?\\d{1,5}[A-Za-z]?(?:[-/][A-Za-z]?\\d{0,5}[A-Za-z]?){0,3}(?!\\w|:\\d))';
const number = `(?:${figures}|[A-HJ-Z](?![A-Za-z'’-]))`;
const kind = `(?:${either(unitKinds)})`;
const small = `(?:${longParts.join('|')}|${oneOf(smallParts)})(?![a-z])`;
const name = `(?:${word} ){0,2}${word}`;
const estate = `(?:\\d{1,4}[A-Za-z]? )?(?:${word} ){1,3}(?:${oneOf(placeKinds)})(?![A-Za-z])(?: ${figures})?`;
const unit = `${kind}(?: no\\.?)? ${number}`;

/** Flat 4B, Heron Court; Tower 2 Unit 3005; Block 2 lobby. */
const units = new RegExp(
  `(?<![A-Za-z-])(?:${word} ){0,3}${unit}(?:(?:, | )(?:${unit}|${number})){0,4}(?:, (?:${estate}|${word} ${name}))?(?: ${small})?`,
  'gu',
);
/** 14 Fern Lane, Maple Row 15, Oak Mall store. */
const estates = new RegExp(`(?<![A-Za-z-])${estate}(?: ${small})?(?:, ${unit})?`, 'gu');
/** Lakeside hotel, Riverside pool. */
const shops = new RegExp(`(?<![A-Za-z-])(?:${word} ){1,3}${small}`, 'gu');
/** Ashgrove 5, at Fernbrook, from Willow Bank. */
const behindAt = new RegExp(
  `(?<=(?:^|\\n|, |[^A-Za-z](?:[Aa]t|of|in|from|to)(?: the)? ))${name} \\d{1,3}[a-z]?(?=$|[.,;:!?)\\n](?!\\d))|(?<=[^A-Za-z][Aa]t(?: the)? )${name}|(?<=[^A-Za-z](?:of|in|from|to) )${word} ${name}`,
  'gu',
);
/** the gym at Marble Court, east gate of Cedar Hill */
const before = new RegExp(
  `(?:(?:[Ee]ast|[Ww]est|[Nn]orth|[Ss]outh|[Rr]ear|[Ff]ront|[Mm]ain|underground|outside|refuse|fire|[Pp]arcel|[Ss]torage) (?:room|ramp|gate|steps|exit)|${either(partsBefore)})(?: of| at| behind| by| in|,) (?:the )?$`,
  'u',
);

/** The canonical text with the capitals of the original. */
function casedText({ text, canonical }: Reading): string {
  const { original, origin } = canonical;
  let cased = '';
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    const written = original.charAt(origin[i] ?? 0);
    cased += char !== written && written.toLowerCase() === char ? written : char;
  }
  return cased;
}

/** Without words in front that begin a sentence or belong to a person. */
function trimmed(cased: string, start: number, end: number): PlaceSpan {
  let from = start;
  for (;;) {
    const first = /^([A-Za-z'’.]+),? /u.exec(cased.slice(from, Math.min(end, from + 24)));
    if (first === null || !capitalStops.has(first[1] ?? '')) {
      return [from, end];
    }
    from += first[0].length;
  }
}

function finds(cased: string, form: RegExp): PlaceSpan[] {
  return [...cased.matchAll(form)].map((match) => {
    const [start, end] = trimmed(cased, match.index, match.index + match[0].trimEnd().length);
    const part = before.exec(cased.slice(Math.max(0, start - 40), start));
    return [part === null ? start : start - part[0].length, end];
  });
}

/** Capitalised words right before a Chinese or bare number of a flat: Maple Terrace 4-602. */
export function capitalStart(reading: Reading, at: number): number {
  const { text, canonical } = reading;
  let start = at;
  for (let words = 0; words < 3; words += 1) {
    const match = /([a-z'’]{3,}) $/u.exec(text.slice(Math.max(0, start - 24), start));
    if (match === null) {
      break;
    }
    const from = start - match[0].length;
    const first = canonical.original.charAt(canonical.origin[from] ?? 0);
    if (first < 'A' || first > 'Z' || capitalStops.has(first + (match[1] ?? '').slice(1))) {
      break;
    }
    start = from;
  }
  return start;
}

/** Places in English: those with a number of a flat or building, those with a name, and names behind "at". */
export function englishPlaces(reading: Reading): Record<'numbered' | 'named' | 'behindAt', PlaceSpan[]> {
  const cased = casedText(reading);
  const isPlace = ([start, end]: PlaceSpan): boolean =>
    end - start >= 5 && /[A-Za-z]{3}/u.test(cased.slice(start, end));
  return {
    numbered: finds(cased, units).filter(isPlace),
    named: [...finds(cased, estates), ...finds(cased, shops)]
      .filter((span) => isPlace(span) && / /u.test(cased.slice(...span)))
      .toSorted((a, b) => a[0] - b[0] || b[1] - a[1]),
    behindAt: finds(cased, behindAt).filter((span) => isPlace(span) && !capitalStops.has(cased.slice(...span))),
  };
}
