import type { CaseFile } from './case-file.js';

/** Which limits of a major complaint run now: to tell the heads, and to settle it. */
export async function openLimits(file: CaseFile): Promise<string[]> {
  const limits = await Promise.all(['heads-copied', 'resolution-major'].map(async (key) => file.deadlines(key)));
  return limits.flat().flatMap(({ milestone, satisfied, superseded }) => (satisfied || superseded ? [] : [milestone]));
}
