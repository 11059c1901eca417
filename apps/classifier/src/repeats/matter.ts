import { canonicalText } from '../text/canonical-text.js';
import type { PlaceParts } from './place-parts.js';

/** What a complaint is about, as far as one is compared with another of the same person. */
export interface Matter {
  readonly category: string;
  /** Ids of the topic signals found in it. */
  readonly topics: readonly string[];
  /** Order or contract number in normal form. */
  readonly order: string | null;
  readonly place: PlaceParts;
  readonly words: ReadonlySet<string>;
}

/** From here on, as a share of the shorter text's words, two texts speak of one thing in their own words. */
const alike = 0.2;
/** From here on the one repeats the other. */
const repeated = 0.6;
const longestText = 4_000;

/**
 * Whether a later complaint of the same person is about the same matter. Papers and flats decide where both name them;
 * else the category with what they are about, or the wording.
 */
export function judgeMatter(earlier: Matter, later: Matter): 'same' | 'another' {
  if (earlier.order !== null && later.order !== null) {
    return earlier.order === later.order ? 'same' : 'another';
  }
  if (differ(earlier.place.room, later.place.room) || differ(earlier.place.site, later.place.site)) {
    return 'another';
  }
  const likeness = likenessOf(earlier.words, later.words);
  if (likeness >= repeated) {
    return 'same';
  }
  const topic = shareTopic(earlier.topics, later.topics);
  if (topic === 'none') {
    return 'another';
  }
  const enough =
    earlier.category === later.category
      ? topic === 'shared' || likeness >= alike
      : topic === 'shared' && likeness >= alike;
  return enough ? 'same' : 'another';
}

/** Both are about something, and about nothing in common: `none`. Nothing to tell from: `unknown`. */
export function shareTopic(one: readonly string[], other: readonly string[]): 'shared' | 'none' | 'unknown' {
  if (one.length === 0 || other.length === 0) {
    return 'unknown';
  }
  return one.some((topic) => other.includes(topic)) ? 'shared' : 'none';
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== 'whole' && other !== 'whole' && one !== other;
}

/** Pairs of Chinese characters and words of letters; figures and punctuation left out. */
export function wordsOf(text: string): Set<string> {
  const plain = canonicalText(text.slice(0, longestText), { scanned: false }).text;
  const words = new Set<string>();
  for (const [run] of plain.matchAll(/\p{Script=Han}+|[a-z']{3,}/gu)) {
    if (run.charCodeAt(0) < 0x80) {
      words.add(run);
      continue;
    }
    for (let at = 0; at + 2 <= run.length; at += 1) {
      words.add(run.slice(at, at + 2));
    }
  }
  return words;
}

/** Share of the shorter one's words that stand in the other, 0..1. */
export function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [short, long] = one.size <= other.size ? [one, other] : [other, one];
  if (short.size === 0) {
    return 0;
  }
  let shared = 0;
  for (const word of short) {
    shared += long.has(word) ? 1 : 0;
  }
  return shared / short.size;
}

/** AB-2026/017 and ab2026017 are the same papers. */
export function orderKey(written: string | null): string | null {
  const key = (written ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');
  return key === '' ? null : key;
}
