import type { Tag } from '#libs/contracts/vocabulary.js';

/** Signal with a figure (yuan, days, share) at or above `atLeast`, or phrases of the company's own, in canonical form. */
export type Condition =
  | { readonly kind: 'signal'; readonly signal: string; readonly atLeast: number | null }
  | { readonly kind: 'words'; readonly phrases: readonly string[] };

/** When a text carries a tag (or is urgent), and by which clauses. */
export interface ProfileRule {
  /** `tag.key` as in the preset. */
  readonly id: string;
  readonly clauses: readonly string[];
  readonly any: readonly Condition[];
  readonly all: readonly Condition[];
  readonly unless: readonly Condition[];
}

export interface TagRule extends ProfileRule {
  readonly tag: Tag;
}

export interface Thresholds {
  /** Least calibrated confidence of an answer; below it the desk decides. */
  readonly decide: number;
  /** Where major is likelier than this and not the answer, the desk decides. */
  readonly majorFloor: number;
  /** Least confidence at which invalid is proposed (PG-14). */
  readonly propose: number;
}

/** What of a preset the classifier needs. The order of the rules is the order of the clauses. */
export interface Profile {
  readonly preset: string;
  /** The shipped preset whose experience applies: itself, or for a company's own the one nearest to it. */
  readonly family: string;
  readonly tags: readonly Tag[];
  /** Clauses of a tag where no rule says more. */
  readonly clausesOf: Readonly<Partial<Record<Tag, readonly string[]>>>;
  readonly categories: readonly string[];
  readonly demands: readonly string[];
  readonly thresholds: Thresholds;
  readonly rules: readonly TagRule[];
  readonly urgency: readonly ProfileRule[];
}
