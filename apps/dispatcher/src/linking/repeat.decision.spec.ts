import { describe, expect, it } from '@jest/globals';
import { CaseId } from '#libs/contracts/identity.js';
import { accepted, later, now, zhou } from '../case/testing/sample-case.js';
import type { CaseState } from '../case/case.state.js';
import { decideRepeat, timesOf } from './repeat.decision.js';

const rule = { times: 3, withinDays: 30, mark: 'repeat' };
const other = (n: number, more: Partial<CaseState> = {}): CaseState => ({
  ...accepted,
  id: CaseId.parse(`0b9d3f5e-5d0c-4c8e-9a51-0d3a0e3f1b0${String(n)}`),
  number: `202611-ZL-00${String(n)}`,
  receivedAt: later(-60 * n),
  ...more,
});

describe('a matter that was complained of before (SI-17)', () => {
  it('is escalated from the third time on, once', () => {
    const twice = decideRepeat(accepted, [other(2)], rule, now);
    expect(twice.next.marks).toEqual([]);
    const third = decideRepeat(accepted, [other(2), other(3)], rule, now);
    expect(third.next.marks).toEqual(['repeat']);
    expect(third.sayings.flatMap(({ facts }) => facts)).toEqual([{ fact: 'escalated-repeat', at: now.toISOString() }]);
    expect(decideRepeat(third.next, [other(2), other(3)], rule, now).sayings).toEqual([]);
  });

  it('tells whoever handles it what came before, also where the company does not count', () => {
    const linked = decideRepeat(accepted, [other(2)], null, now);
    expect(linked.notices).toMatchObject([
      { template: 'linked-told', to: { person: zhou }, parameters: { others: '202611-ZL-002' } },
    ]);
    expect(linked.next.marks).toEqual([]);
  });

  it('does not count what was no complaint, or lies before the window', () => {
    const earlier = [
      other(2, { closeReason: 'invalid' }),
      other(3, { receivedAt: later(-31 * 24 * 60) }),
      other(4, { closeReason: 'confirmed' }),
    ];
    expect(timesOf(accepted, earlier, rule)).toBe(2);
  });
});
