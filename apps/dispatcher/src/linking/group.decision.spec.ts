import { describe, expect, it } from '@jest/globals';
import { accepted, now, policy, wu, zhou } from '../case/testing/sample-case.js';
import type { CaseState } from '../case/case.state.js';
import { joinGroup, leadGroup, leaveGroup } from './group.decision.js';

const rule = { mark: 'group', tag: 'major' } as const;
const group = { clauses: ['PG-13.2.4'], parties: 18, whole: 36 };

describe('the case that leads a group (PG-13.2.4)', () => {
  it('becomes major by the clause, whatever it was, and once', () => {
    const led = leadGroup({ ...accepted, clauses: ['PG-13.1'] }, group, rule, policy, now);
    expect(led.next).toMatchObject({ tag: 'major', marks: ['group'], clauses: ['PG-13.2.4', 'PG-13.1'] });
    expect(led.sayings.flatMap(({ facts }) => facts.map(({ fact }) => fact))).toContain('tagged-major');
    expect(led.notices).toMatchObject([
      { template: 'linked-told', to: { person: zhou }, parameters: { kind: 'leads' } },
    ]);
    const again = leadGroup(led.next, group, rule, policy, now);
    expect([again.sayings, again.notices, again.history]).toEqual([[], [], []]);
  });

  it('is left to the desk while it may be invalid (PG-14)', () => {
    const asked: CaseState = { ...accepted, stage: 'registered', tag: null, question: { about: 'invalid' } };
    expect(leadGroup(asked, group, rule, policy, now).next).toMatchObject({
      tag: null,
      question: { about: 'invalid' },
    });
  });

  it('keeps the tag of a member, whose handler is told who leads', () => {
    const joined = joinGroup(accepted, { ...accepted, number: '202611-ZL-099', handler: wu }, rule);
    expect(joined.next).toMatchObject({ tag: 'general', marks: ['group'] });
    expect(joined.notices).toMatchObject([{ to: { person: zhou }, parameters: { others: '202611-ZL-099' } }]);
    expect(joinGroup(joined.next, accepted, rule).sayings).toEqual([]);
    expect(joinGroup(accepted, accepted, rule).notices).toEqual([]);
  });

  it('lets a member go that was put elsewhere: without its mark, and its handler knows', () => {
    const leading: CaseState = { ...accepted, number: '202611-ZL-099', handler: wu };
    const gone = leaveGroup({ ...accepted, marks: ['material', 'group'] }, leading, rule);
    expect(gone.next).toMatchObject({ tag: 'general', marks: ['material'] });
    expect(gone.notices).toMatchObject([
      { template: 'linked-told', to: { person: zhou }, parameters: { kind: 'left', others: '202611-ZL-099' } },
    ]);
    expect(leaveGroup({ ...accepted, stage: 'closed' }, leading, rule).notices).toEqual([]);
  });
});
