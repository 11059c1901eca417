import { describe, expect, it } from '@jest/globals';
import { anyOf, bestOf, passageScores } from '../model/passage-head.js';
import type { RowVector } from '../model/vocabulary.js';
import { trainPassageHead, type PassageExample } from './train-passage-head.js';

/** A passage with the named rows of a vocabulary of six. */
function passage(...rows: number[]): RowVector {
  return { rows: Int32Array.from(rows), values: new Float32Array(rows.length).fill(1) };
}

// Row 0 asks for a refund, row 1 for an apology; 2 to 5 are story.
const story = [passage(2, 3), passage(4), passage(3, 5)];
function text(asks: readonly number[], tells: readonly RowVector[] = story): PassageExample {
  return { passages: [...tells, ...asks.map((row) => passage(row, 5))], targets: asks, allowed: null };
}
const taught = [
  text([0]),
  text([1]),
  text([0, 1]),
  text([]),
  text([0], [passage(4)]),
  text([], [passage(5), passage(2)]),
];
const options = { labels: ['refund', 'apology'], rows: 6, epochs: 60, rate: 0.2, decay: 1e-5, seed: 7 } as const;

describe('a head that looks at passages', () => {
  it('learns from labels of whole texts which passage asks', () => {
    const head = trainPassageHead(taught, { ...options, multiple: true });
    const shares = (rows: readonly RowVector[]): number[] => [...anyOf(passageScores(head, rows), 2)];
    const [refund = 0, apology = 1] = shares([...story, passage(0)]);
    expect(refund).toBeGreaterThan(0.7);
    expect(apology).toBeLessThan(0.3);
    expect(Math.max(...shares(story))).toBeLessThan(0.3);
  });

  it('lets the passage that fits best say which of several labels holds', () => {
    const single = taught.filter(({ targets }) => targets.length === 1);
    const head = trainPassageHead(single, { ...options, multiple: false });
    const [refund = 0, apology = 0] = bestOf(passageScores(head, [...story, passage(1)]), 2);
    expect(apology).toBeGreaterThan(refund);
  });

  it('gives the same weights for the same texts in the same order', () => {
    const [one, other] = [0, 1].map(() => trainPassageHead(taught, { ...options, multiple: true }));
    expect(one).toEqual(other);
  });

  it('says nothing of a text without passages', () => {
    expect([...anyOf([], 2)]).toEqual([0, 0]);
    expect([...bestOf([], 2)]).toEqual([0, 0]);
  });
});
