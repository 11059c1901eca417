import type { LinearHead } from './linear-head.js';

/** What the classifier has learnt: one head a question. */
export interface Model {
  /** Digest of the training data, rules and code version that it was made from. */
  readonly origin: string;
  readonly heads: {
    /** general, major, … for all presets; a preset's own tags are allowed at use. */
    readonly tag: LinearHead;
    /** `preset/category`. */
    readonly category: LinearHead;
    /** `preset/clause` of major and invalid ones. */
    readonly clause: LinearHead;
    readonly demands: LinearHead;
    readonly urgent: LinearHead;
  };
  /** By preset: divides the scores of the tag head so that its shares are true frequencies. */
  readonly temperatures: Readonly<Record<string, number>>;
  /** By preset: ids of rules that hardly ever erred on the training texts. */
  readonly firmRules: Readonly<Record<string, readonly string[]>>;
  /** Least share at which a demand is named. */
  readonly demandThreshold: number;
  readonly urgentThreshold: number;
}

export const headNames = ['tag', 'category', 'clause', 'demands', 'urgent'] as const;
export type HeadName = (typeof headNames)[number];
