import type { Material } from './examples.js';

export const tagLabels = ['minor', 'general', 'major', 'invalid'] as const;
export type TagLabel = (typeof tagLabels)[number];

/** Material with its tag. */
export interface Tagged {
  readonly of: Material;
  readonly tag: TagLabel;
  readonly clauses: readonly string[];
  readonly urgent: boolean;
}
