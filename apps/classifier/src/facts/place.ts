import type { Reading } from '../text/reading.js';
import { orderNumberIn } from './order-number.js';
import { englishPlaces } from './place-english.js';
import { contextualPlaces, gatePlaces, namedPlaces } from './place-named.js';
import { houses, numberedPlaces } from './place-numbered.js';
import type { PlaceSpan } from './place-span.js';

/** Buildings and flats of fewer characters than this are taken only where nothing fuller stands: 3栋. */
const shortest = 5;

/** 二期, 三楼 by themselves say too little to be a place. */
function isBare(words: string): boolean {
  return /^(?:[一二三四五六七八九十]{1,2}|\d{1,2}) ?(?:期|区|座|楼|层)$/u.test(words);
}

/** A place that is written out more fully elsewhere: 5栋2单元, and 银杏华庭5栋2单元 further on. */
function fullest(text: string, [start, end]: PlaceSpan, all: readonly PlaceSpan[]): PlaceSpan {
  const words = text.slice(start, end);
  const fuller = all.find(([from, to]) => to - from > end - start && text.slice(from, to).includes(words));
  return fuller ?? [start, end];
}

/** All numbered places of a text, houses by their number among them. */
export function placesIn(reading: Reading): PlaceSpan[] {
  return [...numberedPlaces(reading), ...houses(reading)];
}

/** Offsets of the first whole place in a canonical text: with building or flat, else a name alone, else a part of one. */
export function placeIn(reading: Reading): PlaceSpan | null {
  const { text } = reading;
  const order = orderNumberIn(text);
  const isFree = ([start, end]: PlaceSpan): boolean => order === null || end <= order[0] || start >= order[1];
  const english = englishPlaces(reading);
  const numbered = [...numberedPlaces(reading), ...houses(reading), ...english.numbered]
    .filter((span) => isFree(span) && !isBare(text.slice(...span)))
    .toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
  const named = namedPlaces(reading).filter(isFree);
  const chosen =
    numbered.find(([start, end]) => end - start >= shortest) ??
    named[0] ??
    contextualPlaces(reading)[0] ??
    numbered[0] ??
    english.named.find(isFree) ??
    gatePlaces(reading)[0] ??
    english.behindAt.find(isFree);
  return chosen === undefined ? null : fullest(text, chosen, [...numbered, ...named, ...english.named]);
}
