import { closedView } from './closed-view.js';
import { findContacts } from './find-contacts.js';
import { findNames } from './find-names.js';
import { findNumbers } from './find-numbers.js';
import { findPlaces } from './find-places.js';
import { findProperNouns } from './find-proper-nouns.js';
import { occurrencesOf } from './find-words.js';
import { wordsOfSender, type KnownPerson } from './known-persons.js';
import type { MaskStyle } from './mask-style.js';
import { personalKinds, type PersonalFind, type PersonalKind } from './personal-find.js';
import { plainView } from './plain-view.js';

interface Piece {
  /** Where it stands in the masked text. */
  readonly start: number;
  readonly end: number;
  /** What it stands for in the original. */
  readonly from: number;
  readonly to: number;
}

/** A text without what identifies people, and the way back, which never leaves. */
export interface MaskedText {
  readonly text: string;
  /** The words of the original that a part of the masked text stands for; placeholders count whole. */
  readonly originalRange: (start: number, end: number) => readonly [number, number];
  /** How often each kind was hidden. */
  readonly hidden: Readonly<Partial<Record<PersonalKind, number>>>;
  /** Masks another text with the same words for the same things. */
  readonly wordFor: (original: string) => string | null;
}

/**
 * Hides names, numbers to call, mail addresses, accounts, papers and places. The same thing gets the same word throughout.
 * Better one word too many than one too few: what is hidden for nothing only costs the reader.
 */
export function maskText(original: string, known: KnownPerson, style: MaskStyle): MaskedText {
  const view = plainView(original);
  const finds = settled(
    [...findContacts(view), ...findNumbers(view), ...namedFinds(view), ...knownFinds(view, known)],
    view,
  );
  const words = new Map<string, string>();
  const counts = new Map<PersonalKind, number>();
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  for (const { kind, start, end } of finds) {
    const key = keyOf(kind, view.slice(start, end));
    const word = words.get(key) ?? style(kind, nextOf(counts, kind));
    words.set(key, word);
    text += original.slice(at, start);
    pieces.push({ start: text.length, end: text.length + word.length, from: start, to: end });
    text += word;
    at = end;
  }
  text += original.slice(at);
  return {
    text,
    originalRange: (start, end) => [toOriginal(pieces, start, 'from'), toOriginal(pieces, end, 'to')],
    hidden: Object.fromEntries(counts),
    wordFor: (part) => wordFor(words, part),
  };
}

/** Names and places; where a scanner put blanks between the characters, of the text without them. */
function namedFinds(view: string): PersonalFind[] {
  const closed = closedView(view);
  const text = closed?.text ?? view;
  const finds = [...findPlaces(text), ...findNames(text), ...findProperNouns(text)];
  return closed === null
    ? finds
    : finds.map(({ kind, start, end }) => ({ kind, start: closed.at(start), end: closed.at(end - 1) + 1 }));
}

function wordFor(words: ReadonlyMap<string, string>, part: string): string | null {
  const view = plainView(part).trim();
  for (const kind of personalKinds) {
    const word = words.get(keyOf(kind, view));
    if (word !== undefined) {
      return word;
    }
  }
  return null;
}

function nextOf(counts: Map<PersonalKind, number>, kind: PersonalKind): number {
  const n = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, n);
  return n;
}

/** The same number with other blanks is the same number. */
function keyOf(kind: PersonalKind, written: string): string {
  const plain = written.toLowerCase();
  return `${kind}:${kind === 'phone' || kind === 'number' || kind === 'identity' ? plain.replace(/[^a-z0-9零〇一二三四五六七八九幺两]/gu, '') : plain.replace(/\s/gu, '')}`;
}

function knownFinds(view: string, known: KnownPerson): PersonalFind[] {
  const lower = view.toLowerCase();
  const occurrences = (kind: PersonalKind, word: string): PersonalFind[] =>
    occurrencesOf(plainView(word).trim().toLowerCase(), lower).map((place) => ({ kind, ...place }));
  const { people = [], places = [] } = known.known ?? {};
  const facts = known.facts.filter((fact) => fact !== null && fact.trim().length >= 2);
  return [
    ...wordsOfSender(known.from).flatMap((word) => occurrences(word.includes('@') ? 'mail' : 'person', word)),
    ...people.filter((name) => name.length >= 2).flatMap((name) => occurrences('person', name)),
    ...places.filter((place) => place.length >= 2).flatMap((place) => occurrences('place', place)),
    ...facts.flatMap((fact) => occurrences(/^[\d+][\d -]{6,}$/u.test(fact ?? '') ? 'phone' : 'place', fact ?? '')),
  ];
}

/** In order and apart: what overlaps becomes one, of the kind that comes first. */
function settled(finds: readonly PersonalFind[], view: string): PersonalFind[] {
  const apart: PersonalFind[] = [];
  for (const find of finds.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = apart.at(-1);
    if (find.end <= find.start || view.slice(find.start, find.end).trim() === '') {
      continue;
    }
    if (last === undefined || find.start >= last.end) {
      apart.push(find);
    } else if (find.end > last.end) {
      apart[apart.length - 1] = { kind: graver(last.kind, find.kind), start: last.start, end: find.end };
    }
  }
  return apart;
}

function graver(a: PersonalKind, b: PersonalKind): PersonalKind {
  return personalKinds.indexOf(a) <= personalKinds.indexOf(b) ? a : b;
}

/** Offset in the original; inside a placeholder its nearer end outwards. */
function toOriginal(pieces: readonly Piece[], at: number, side: 'from' | 'to'): number {
  let shift = 0;
  for (const piece of pieces) {
    if (at <= piece.start && !(side === 'from' && at === piece.start)) {
      break;
    }
    if (at < piece.end) {
      return piece[side];
    }
    shift = piece.to - piece.end;
  }
  return at + shift;
}
