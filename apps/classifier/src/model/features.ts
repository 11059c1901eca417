import type { Channel } from '#libs/contracts/vocabulary.js';
import { daysBetween } from '../quantities/calendar-day.js';
import { isHan } from '../text/simplified-han.js';
import type { Span } from '../lexicon/concept-hits.js';
import type { Reading } from '../text/reading.js';
import type { Signals } from '../rules/find-signals.js';
import type { FiredRule } from '../rules/fire-rules.js';
import type { TagRule } from '../rules/profile.js';
import type { FeatureGroups } from './feature-groups.js';
import { classFeatures } from './class-features.js';
import { FeatureCollector, presetCopies, type FeatureVector } from './feature-vector.js';
import { wordsOf } from './words-of.js';

/** How much each kind of feature may say, as the length of its block. Tuned by cross-validation. */
const norms = { words: 1.2, pairs: 0.7, grams: 1.6, ends: 0.5, wishWords: 1, wishPairs: 0.6 } as const;
const longestGram = 3;
const gramSeed = 0x5bd1e995;
/** Rules say more than words: their features are larger, so that few texts suffice to trust them. */
const ruleWeight = 2.5;

export interface FeatureInput {
  readonly reading: Reading;
  readonly signals: Signals;
  readonly fired: readonly FiredRule<TagRule>[];
  readonly urgent: readonly FiredRule[];
  readonly channel: Channel;
  readonly attachments: readonly string[];
  readonly from: string | null;
  /** Where words of wishing stand. */
  readonly wishing: readonly Span[];
}

/** Name of the feature that some rule speaks for a tag. */
export function rulesFor(tag: string): string {
  return `rules-for:${tag}`;
}

/** Name of the feature that something is wished for, by the demand's key. */
export function wishFor(demand: string): string {
  return `s:${wish}${demand}`;
}

/**
 * Features of a text, by group:
 *
 * words   words, pairs of words and character n-grams, with those of the subject and the end apart; the outer form
 * signs   signals with their manner, what the quantities come to, rules that fired
 * topics  what the text is about
 * classes kinds of things that its words stand for
 * wishes  what is asked for: the words of sentences that wish, and the signals of wishes
 * preset  words and signs once more for the text's own preset
 */
export function featuresOf(input: FeatureInput, family: string): FeatureGroups {
  const words = wordFeatures(input);
  const signs = collect(null, (features) => {
    signFeatures(input, features);
  });
  return {
    words,
    signs,
    topics: collect(null, (features) => {
      topicFeatures(input.signals, input.reading, features);
    }),
    classes: classFeatures(input.reading, input.wishing),
    wishes: wishFeatures(input),
    preset: presetCopies([words, signs], family),
  };
}

function wordFeatures(input: FeatureInput): FeatureVector {
  const features = new FeatureCollector();
  const { reading } = input;
  const words = wordsOf(reading.tokens);
  for (const word of words) {
    features.count(`w:${word}`);
  }
  features.endBlock(norms.words);
  for (let i = 1; i < words.length; i += 1) {
    features.count(`p:${words[i - 1] ?? ''} ${words[i] ?? ''}`);
  }
  features.endBlock(norms.pairs);
  grams(reading.text, features);
  features.endBlock(norms.grams);
  ends(reading, features);
  features.endBlock(norms.ends);
  outerForm(input, features);
  features.endBlock(null);
  return features.vector();
}

function collect(norm: number | null, fill: (features: FeatureCollector) => void): FeatureVector {
  const features = new FeatureCollector();
  fill(features);
  features.endBlock(norm);
  return features.vector();
}

/** Character n-grams inside runs of Chinese characters, 2 and 3 long. */
function grams(text: string, features: FeatureCollector): void {
  let run = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    run = isHan(code) ? run + 1 : 0;
    // Hashed by code, not by name: this is where most of the time goes.
    let id = gramSeed ^ code;
    for (let length = 2; length <= longestGram && length <= run; length += 1) {
      id = Math.imul(id, 0x01000193) ^ text.charCodeAt(i + 1 - length);
      features.countId(Math.imul(id ^ (id >>> 15), 0x2c1b3c6d) >>> 0);
    }
  }
}

/** Words of the subject and of the last sentence, where wishes stand. */
function ends(reading: Reading, features: FeatureCollector): void {
  const lastSentence = (reading.segments.sentenceOf[reading.text.length - 1] ?? 0) - 1;
  for (const token of reading.tokens) {
    if (!isHan(token.text.charCodeAt(0)) && !/^[a-z]/u.test(token.text)) {
      continue;
    }
    if (token.start < reading.bodyStart) {
      features.count(`subject:${token.text}`);
    } else if ((reading.segments.sentenceOf[token.start] ?? 0) >= lastSentence) {
      features.count(`last:${token.text}`);
    }
  }
}

/** How far back the days lie that a text names: what drags on is told by dates as often as by durations. */
function timeFeatures({ dates, today }: Reading, features: FeatureCollector): void {
  const ages = dates.map(({ day }) => daysBetween(day, today)).filter((age) => age >= 0 && age < 1500);
  const oldest = Math.max(-1, ...ages);
  for (const limit of [15, 31, 60, 150]) {
    if (oldest > limit) {
      features.count(`oldest>${String(limit)}`, 0.7);
    }
  }
  const distinct = new Set(ages).size;
  if (distinct >= 2) {
    features.count(distinct >= 4 ? 'days>=4' : 'days>=2', 0.7);
  }
}

/** Signals of this kind are soft: how many different words of a topic stand in the text counts, not that one does. */
const topic = 'topic-';
const wish = 'wants-';

function topicFeatures(signals: Signals, reading: Reading, features: FeatureCollector): void {
  const words = new Map<string, Set<string>>();
  const add = (name: string, word: string): void => {
    const known = words.get(name);
    if (known === undefined) {
      words.set(name, new Set([word]));
    } else {
      known.add(word);
    }
  };
  for (const { signal, start, end } of signals.finds) {
    if (signal.startsWith(topic)) {
      const word = reading.text.slice(start, end);
      add(signal, word);
      if (start < reading.bodyStart) {
        add(`subject-${signal}`, word);
      }
    }
  }
  const all = [...words].filter(([name]) => name.startsWith(topic)).reduce((sum, [, found]) => sum + found.size, 0);
  for (const [name, found] of words) {
    features.count(`t:${name}`, Math.log2(1 + found.size));
    if (name.startsWith(topic)) {
      features.count(`t:${name}/share`, (2 * found.size) / all);
    }
  }
}

function signFeatures({ reading, signals, fired, urgent }: FeatureInput, features: FeatureCollector): void {
  timeFeatures(reading, features);
  const seen = new Set<string>();
  for (const find of signals.finds) {
    if (find.signal.startsWith(topic) || find.signal.startsWith(wish)) {
      continue;
    }
    seen.add(`s:${find.signal}/${find.modality}`);
    if (find.counts) {
      seen.add(`s:${find.signal}`);
    }
  }
  for (const name of seen) {
    features.count(name);
  }
  for (const { rule } of fired) {
    features.count(`r:${rule.id}`, ruleWeight);
  }
  for (const { rule } of urgent) {
    features.count(`r:${rule.id}`);
  }
  for (const tag of new Set(fired.map(({ rule }) => rule.tag))) {
    features.count(rulesFor(tag), ruleWeight);
  }
  for (const limit of [1_000, 10_000, 50_000, 200_000]) {
    if (signals.claimed.yuan >= limit) {
      features.count(`claimed>=${String(limit)}`);
    }
  }
  const plainest = Math.max(0, ...signals.sums.filter((sum) => sum.role === 'plain').map((sum) => sum.yuan));
  if (plainest >= 10_000) {
    features.count(plainest >= 50_000 ? 'plain>=50000' : 'plain>=10000');
  }
  const priciest = Math.max(0, ...signals.sums.filter((sum) => sum.role === 'price').map((sum) => sum.yuan));
  if (priciest >= 10_000) {
    features.count(priciest >= 50_000 ? 'price>=50000' : 'price>=10000');
  }
}

function outerForm({ reading, channel, attachments, from }: FeatureInput, features: FeatureCollector): void {
  features.count(`channel:${channel}`, 0.5);
  const { length } = reading.text;
  features.count(`length:${length < 25 ? 'tiny' : length < 60 ? 'short' : length < 250 ? 'middle' : 'long'}`, 0.5);
  if (attachments.length > 0) {
    features.count('attachments', 0.3);
  }
  if (from === null || from === '') {
    features.count('no-sender', 0.3);
  }
  if (/https?:|www\./u.test(reading.text)) {
    features.count('link', 0.7);
  }
}

/** Sentences in which somebody wishes for something, and the last one, where wishes mostly stand. */
function wishFeatures({ reading, signals, wishing }: FeatureInput): FeatureVector {
  const features = new FeatureCollector();
  const { sentenceOf } = reading.segments;
  const wished = new Set(wishing.map(({ start }) => sentenceOf[start] ?? 0));
  const words = wordsOf(reading.tokens.filter(({ start }) => wished.has(sentenceOf[start] ?? 0)));
  for (const word of words) {
    features.count(`wish:${word}`);
  }
  features.endBlock(norms.wishWords);
  for (let i = 1; i < words.length; i += 1) {
    features.count(`wish:${words[i - 1] ?? ''} ${words[i] ?? ''}`);
  }
  features.endBlock(norms.wishPairs);
  const seen = new Set<string>();
  for (const { signal, modality, start, counts } of signals.finds) {
    if (!signal.startsWith(wish)) {
      continue;
    }
    seen.add(`s:${signal}/${modality}`);
    if (counts) {
      seen.add(`s:${signal}`);
    }
    if (counts && wished.has(sentenceOf[start] ?? 0)) {
      seen.add(`s:${signal}/here`);
    }
  }
  for (const name of seen) {
    features.count(name);
  }
  features.count(`wishes:${String(Math.min(3, seen.size === 0 ? 0 : wished.size))}`);
  features.endBlock(null);
  return features.vector();
}
