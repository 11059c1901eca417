import type { FeatureVector } from './feature-vector.js';
import type { HeadName } from './model.js';
import type { RowVector, Vocabulary } from './vocabulary.js';
import { lookUp } from './vocabulary.js';

export const groupNames = ['words', 'signs', 'topics', 'classes', 'wishes', 'preset'] as const;
export type GroupName = (typeof groupNames)[number];

export type FeatureGroups = Readonly<Record<GroupName, FeatureVector>>;
export type RowGroups = Readonly<Record<GroupName, RowVector>>;

/** What each head looks at, and how much of it. Tuned by cross-validation. */
const views: Readonly<Record<HeadName, Partial<Record<GroupName, number>>>> = {
  tag: { words: 1, signs: 1, topics: 0.5, wishes: 0.5, preset: 1 },
  category: { words: 1, signs: 0.5, topics: 1, classes: 1, preset: 0.7 },
  clause: { words: 1, signs: 1, topics: 0.7 },
  demands: { words: 0.7, signs: 0.4, topics: 0.4, wishes: 1.5 },
  urgent: { words: 0.7, signs: 1.5, wishes: 0.5 },
  anonymous: { words: 0.7, signs: 1.5 },
};

export function lookUpGroups(vocabulary: Vocabulary, groups: FeatureGroups): RowGroups {
  return Object.fromEntries(groupNames.map((name) => [name, lookUp(vocabulary, groups[name])])) as RowGroups;
}

/** The part of a text's features that a head looks at. */
export function viewOf(groups: RowGroups, head: HeadName): RowVector {
  const parts = groupNames.flatMap((name) => {
    const scale = views[head][name];
    return scale === undefined ? [] : [{ scale, ...groups[name] }];
  });
  const length = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const rows = new Int32Array(length);
  const values = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    rows.set(part.rows, at);
    for (let i = 0; i < part.values.length; i += 1) {
      values[at + i] = (part.values[i] ?? 0) * part.scale;
    }
    at += part.rows.length;
  }
  return { rows, values };
}
