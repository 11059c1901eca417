import { describe, expect, it } from '@jest/globals';
import { judgeCause, judgeGroup, type Cause } from './group.decision.js';
import { sketchText } from './text-sketch.js';

const key = Buffer.alloc(32, 7);
const lift = sketchText('6号楼两部电梯同时停运三天了，老人孩子爬楼，物业说等配件', key);
const words = sketchText('我们楼的电梯一直坏着没人管，天天爬十八层，什么时候能修好', key);
const cause: Cause = { category: 'lift', site: 'f6', topics: ['topic-lift'], bits: lift.bits, comparable: true };

describe('whether a complaint belongs to a cause (PG-13.2.4, PC-2.2)', () => {
  it('goes by place and category where the words differ', () => {
    const neighbour = { category: 'lift', site: 'f6', topics: ['topic-lift'], sketch: words, sortedByPeople: false };
    expect(judgeCause(cause, neighbour)).toBe('same-place');
    expect(judgeCause(cause, { ...neighbour, site: 'f7' })).toBeNull();
    expect(judgeCause(cause, { ...neighbour, site: null })).toBeNull();
    expect(judgeCause(cause, { ...neighbour, category: 'noise' })).toBeNull();
    expect(judgeCause(cause, { ...neighbour, topics: ['topic-parking'] })).toBeNull();
  });

  it('goes by the letter where it is the same', () => {
    const copy = { category: 'other', site: null, topics: [], sketch: lift, sortedByPeople: false };
    expect(judgeCause(cause, copy)).toBe('same-letter');
  });

  it('goes by what people say it is about before the letter', () => {
    const copy = { category: 'noise', site: 'f6', topics: ['topic-lift'], sketch: lift, sortedByPeople: true };
    expect(judgeCause(cause, copy)).toBeNull();
    expect(judgeCause(cause, { ...copy, category: 'lift' })).toBe('same-letter');
    expect(judgeCause(cause, { ...copy, category: 'lift', sketch: words })).toBe('same-place');
  });
});

describe('when people are a group', () => {
  const rule = { share: 0.5, cases: 10 };

  it('counts the share of those concerned where the company says how many there are', () => {
    expect(judgeGroup(17, 36, rule)).toEqual({ kind: 'too-few', needed: 18 });
    expect(judgeGroup(18, 36, rule)).toEqual({ kind: 'group' });
  });

  it('counts complaints where it does not', () => {
    expect(judgeGroup(9, null, rule)).toEqual({ kind: 'too-few', needed: 10 });
    expect(judgeGroup(10, null, rule)).toEqual({ kind: 'group' });
    expect(judgeGroup(3, 400, { share: null, cases: 3 })).toEqual({ kind: 'group' });
  });

  it('never takes one household for a group', () => {
    expect(judgeGroup(1, 2, rule)).toEqual({ kind: 'too-few', needed: 2 });
  });
});
