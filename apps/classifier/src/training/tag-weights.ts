import type { Tagged, TagLabel } from './tagged.js';

/** How often the tags come in a company's mail, roughly; what was written for training need not be in that measure. */
const expected = { general: 0.5, major: 0.28, invalid: 0.17, minor: 0.2 } as const;
const mostWeight = 3;

/** Weighs the texts of each preset as if the tags came as expected. */
export function tagWeights(all: readonly Tagged[]): (one: Tagged) => number {
  const counts = new Map<string, number>();
  const key = (family: string, tag: TagLabel): string => `${family}/${tag}`;
  for (const { of, tag } of all) {
    counts.set(key(of.profile.family, tag), (counts.get(key(of.profile.family, tag)) ?? 0) + 1);
  }
  return ({ of: { profile }, tag }) => {
    const texts = profile.tags.reduce((sum, one) => sum + (counts.get(key(profile.family, one)) ?? 0), 0);
    const total = profile.tags.reduce((sum, one) => sum + expected[one], 0);
    const wanted = (expected[tag] / total) * texts;
    return Math.min(mostWeight, Math.max(1 / mostWeight, wanted / (counts.get(key(profile.family, tag)) ?? 1)));
  };
}
