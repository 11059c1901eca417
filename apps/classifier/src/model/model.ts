import type { LinearHead } from './linear-head.js';
import type { Vocabulary } from './vocabulary.js';

export const headNames = ['tag', 'category', 'clause', 'demands', 'urgent', 'anonymous'] as const;
export type HeadName = (typeof headNames)[number];

/** Questions that single passages answer too. */
export const passageHeadNames = ['category', 'demands', 'urgent'] as const;
export type PassageHeadName = (typeof passageHeadNames)[number];

/**
 * tag        general, major, … for all presets; a preset's own tags are allowed at use
 * category   of all presets; a preset's own are allowed at use
 * clause     `preset/clause` of major and invalid ones
 * demands    one sigmoid each
 * urgent     one sigmoid
 * anonymous  one sigmoid
 */
export type Heads = Readonly<Record<HeadName, LinearHead>>;
export type PassageHeads = Readonly<Record<PassageHeadName, LinearHead>>;

/** What texts have taught. */
export interface Learnt {
  /** Presets that it was trained under, with their categories. */
  readonly families: Readonly<Record<string, readonly string[]>>;
  readonly vocabulary: Vocabulary;
  readonly heads: Heads;
  /** The heads that look at each passage by itself; their labels are those of the heads of the same name. */
  readonly passages: { readonly vocabulary: Vocabulary; readonly heads: PassageHeads };
}

/** What is set by looking at texts that a model has not seen. */
export interface Calibration {
  /** By preset: divides the scores of the tag head so that its shares are true frequencies. */
  readonly temperatures: Readonly<Record<string, number>>;
  /** By preset: ids of rules that hardly ever erred. */
  readonly firmRules: Readonly<Record<string, readonly string[]>>;
  /** By demand: least share at which it is named. */
  readonly demandThresholds: Readonly<Record<string, number>>;
  readonly urgentThreshold: number;
  readonly anonymousThreshold: number;
}

/** What the classifier has learnt, and how far it may be believed. */
export interface Model extends Calibration, Learnt {
  /** Digest of the training data, rules and code version that it was made from. */
  readonly origin: string;
}
