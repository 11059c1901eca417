import type { LinearHead } from './linear-head.js';
import type { Vocabulary } from './vocabulary.js';

export const headNames = ['tag', 'category', 'clause', 'demands', 'urgent', 'anonymous'] as const;
export type HeadName = (typeof headNames)[number];

/**
 * tag        general, major, … for all presets; a preset's own tags are allowed at use
 * category   `preset/category`
 * clause     `preset/clause` of major and invalid ones
 * demands    one sigmoid each
 * urgent     one sigmoid
 * anonymous  one sigmoid
 */
export type Heads = Readonly<Record<HeadName, LinearHead>>;

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

/** What the classifier has learnt. */
export interface Model extends Calibration {
  /** Digest of the training data, rules and code version that it was made from. */
  readonly origin: string;
  readonly vocabulary: Vocabulary;
  readonly heads: Heads;
}
