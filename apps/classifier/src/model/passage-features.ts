import type { Span } from '../lexicon/concept-hits.js';
import type { SignalFind } from '../rules/fire-signals.js';
import type { Reading } from '../text/reading.js';
import { isHan } from '../text/simplified-han.js';
import { FeatureCollector, hashName, joinedId, type FeatureVector } from './feature-vector.js';
import { wordsOf } from './words-of.js';

/** How much each kind may say, as the length of its block. Tuned by cross-validation. */
const norms = { words: 1, pairs: 0.8, grams: 1.1, classes: 1, classPairs: 0.8, neighbours: 0.6 } as const;
/** Passages that are looked at; what stands after them is an appendix. */
const mostPassages = 120;
const mostClasses = 12;

export interface PassageInput {
  readonly reading: Reading;
  readonly signals: { readonly finds: readonly SignalFind[] };
  readonly wishing: readonly Span[];
}

/** A clause that has words, with what stands in it. */
interface Passage {
  readonly start: number;
  readonly words: readonly string[];
  /** Ids of the words' features. */
  readonly wordIds: readonly number[];
  readonly classes: number[];
  readonly wishes: Set<string>;
}

/** Name of the feature that something is wished for in a passage, by the demand's key. */
export function passageWish(demand: string): string {
  return `s:wants-${demand}`;
}

/**
 * Features of each passage (clause) by itself, with a little of its neighbours: what is asked for and what the matter is
 * mostly stands in one of them, and the rest is story.
 */
export function passageFeaturesOf(input: PassageInput): FeatureVector[] {
  const passages = passagesOf(input);
  const { sentenceOf, clauseOf } = input.reading.segments;
  const wished = new Set(input.wishing.map(({ start }) => clauseOf[start] ?? 0));
  const wishedSentences = new Set(input.wishing.map(({ start }) => sentenceOf[start] ?? 0));
  return passages.map((passage, at) => {
    const features = new FeatureCollector();
    ownFeatures(passage, features);
    form(passage, { at, of: passages.length }, input.reading, features);
    const sentence = sentenceOf[passage.start] ?? 0;
    if (wished.has(clauseOf[passage.start] ?? 0)) {
      features.count('wish');
    } else if (wishedSentences.has(sentence)) {
      features.count('wish-near');
    }
    features.endBlock(null);
    neighbour(passages[at - 1], marks.before, features);
    neighbour(passages[at + 1], marks.after, features);
    features.endBlock(norms.neighbours);
    return features.vector();
  });
}

function passagesOf({ reading, signals }: PassageInput): Passage[] {
  const { clauseOf, clauseStarts } = reading.segments;
  const tokens = clauseStarts.map((): Reading['tokens'][number][] => []);
  for (const token of reading.tokens) {
    tokens[clauseOf[token.start] ?? 0]?.push(token);
  }
  const all = tokens.map((list, clause): Passage => {
    const words = wordsOf(list).map((word) => (word.startsWith('#') ? '#' : word));
    const wordIds = words.map((word) => hashName(`w:${word}`));
    return { start: clauseStarts[clause] ?? 0, words, wordIds, classes: [], wishes: new Set() };
  });
  for (const { id, start } of reading.classes) {
    all[clauseOf[start] ?? 0]?.classes.push(id);
  }
  for (const { signal, modality, counts, start } of signals.finds) {
    if (signal.startsWith('wants-') || signal === 'demand-denied') {
      const wishes = all[clauseOf[start] ?? 0]?.wishes.add(`s:${signal}/${modality}`);
      if (counts) {
        wishes?.add(`s:${signal}`);
      }
    }
  }
  return all.filter(({ words }) => words.length > 0).slice(0, mostPassages);
}

/** Marks of features made of ids, not of names: this is where most of the time goes. */
const marks = { gram: 0x51ed270b, one: 0x2545f491, before: 0x1b873593, after: 0x19d699a5 } as const;

function ownFeatures({ words, wordIds, classes, wishes }: Passage, features: FeatureCollector): void {
  for (const id of wordIds) {
    features.countId(id);
  }
  features.endBlock(norms.words);
  for (let i = 1; i < wordIds.length; i += 1) {
    features.countId(joinedId(wordIds[i - 1] ?? 0, wordIds[i] ?? 0));
  }
  features.endBlock(norms.pairs);
  grams(words.join(''), features);
  features.endBlock(norms.grams);
  for (const id of classes) {
    features.countId(joinedId(marks.one, id));
  }
  features.endBlock(norms.classes);
  const ordered = classes.slice(0, mostClasses);
  for (const [at, id] of ordered.entries()) {
    for (const later of ordered.slice(at + 1)) {
      features.countId(joinedId(joinedId(marks.one, id), later));
    }
  }
  features.endBlock(norms.classPairs);
  for (const wish of wishes) {
    features.count(wish);
  }
}

/** Pairs of characters of which the second is Chinese, and triples of which the last two are. */
function grams(text: string, features: FeatureCollector): void {
  let wasHan = isHan(text.charCodeAt(0));
  for (let i = 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const han = isHan(code);
    if (han) {
      const before = text.charCodeAt(i - 1);
      features.countId(joinedId(marks.gram ^ before, code));
      if (wasHan && i > 1) {
        features.countId(joinedId(joinedId(marks.gram ^ text.charCodeAt(i - 2), before), code));
      }
    }
    wasHan = han;
  }
}

/** Where the passage stands, how it begins, and whether it asks. */
function form(
  passage: Passage,
  { at, of }: { at: number; of: number },
  reading: Reading,
  features: FeatureCollector,
): void {
  const { asked, sentenceOf } = reading.segments;
  const places: readonly [string, boolean][] = [
    ['asked', asked[sentenceOf[passage.start] ?? 0] === true],
    ['subject', passage.start < reading.bodyStart],
    ['first', at === 0],
    ['last', at === of - 1],
    ['end', at >= of - 3],
    ['only', of === 1],
    [`begins:${passage.words[0] ?? ''}`, true],
  ];
  for (const [place, holds] of places) {
    if (holds) {
      features.count(place);
    }
  }
}

function neighbour(passage: Passage | undefined, side: number, features: FeatureCollector): void {
  for (const id of passage?.wordIds ?? []) {
    features.countId(joinedId(side, id));
  }
  for (const id of passage?.classes ?? []) {
    features.countId(joinedId(side, joinedId(marks.one, id)));
  }
}
