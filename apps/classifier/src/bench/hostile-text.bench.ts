/**
 * How long assessing and masking take on texts that are made to keep a reader busy. Not a test: prints and judges
 * nothing. Twice the length should take about twice the time; the aim is a second for the longest text that is read.
 *
 *     node --import ./libs/testing/jest/typescript-hooks.mjs apps/classifier/src/bench/hostile-text.bench.ts
 */
import { longestText } from '../assessment/read-complaint.js';
import { placeholders } from '../masking/mask-style.js';
import { maskText } from '../masking/mask-text.js';
import { hostileParts, hostileToMasking, repeatedTo } from '../testing/hostile-texts.js';
import { assessed } from '../testing/reading-of.js';

const nobody = { from: null, facts: [] };

/** Milliseconds, the best of three: a pause of the machine does not count. */
function timeOf(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...times);
}

function compare(what: string, part: string, work: (text: string) => unknown): void {
  const [half = '', whole = ''] = [longestText / 2, longestText].map((length) => {
    const text = repeatedTo(length, part);
    return timeOf(() => work(text)).toFixed(0);
  });
  process.stdout.write(`${half.padStart(6)} ms ${whole.padStart(6)} ms  ${what} ${JSON.stringify(part)}\n`);
}

process.stdout.write(`${String(longestText / 2)} and ${String(longestText)} characters\n`);
for (const [what, part] of hostileParts) {
  compare(`assessing ${what}:`, part, assessed);
}
for (const part of hostileToMasking) {
  compare('masking', part, (text) => maskText(text, nobody, placeholders));
}
