import { describe, expect, it } from '@jest/globals';
import { accepted, desk, now, policy } from '../case/testing/sample-case.js';
import { followStatement, type Statement } from './statement.decision.js';

const statement: Statement = {
  template: 'handler-reply',
  parameters: { text: '今天下午开始疏通' },
  offers: [],
  fact: 'progress-told',
  urgent: false,
};
const lead = '202611-ZL-099';

describe('what a member of a group is told (PG-12)', () => {
  it('is the words of the leading case, as a contact of its own', () => {
    const told = followStatement(accepted, statement, lead, policy, now);
    expect(told.notices).toMatchObject([
      { template: 'handler-reply', to: { kind: 'complainant' }, parameters: { text: '今天下午开始疏通' }, held: false },
    ]);
    expect(told.sayings).toMatchObject([{ type: 'case.contacted' }]);
  });

  it('settles it with the leading case and asks its own complainant', () => {
    const done = followStatement(
      accepted,
      { ...statement, template: 'resolved-question', offers: ['settled', 'unsettled'] },
      lead,
      policy,
      now,
    );
    expect(done.next.stage).toBe('resolved');
    expect(done.notices).toMatchObject([{ offers: ['settled', 'unsettled'] }]);
    const again = followStatement(done.next, { ...statement, template: 'resolved-question' }, lead, policy, now);
    expect(again.notices).toEqual([]);
  });

  it('is said by telephone to a member who cannot be written to', () => {
    const told = followStatement({ ...accepted, reachableBy: null }, statement, lead, policy, now);
    expect(told.notices).toMatchObject([
      { template: 'call-task', to: { person: desk }, parameters: { text: '今天下午开始疏通' } },
    ]);
  });

  it('is nothing once the member has ended', () => {
    expect(followStatement({ ...accepted, stage: 'closed' }, statement, lead, policy, now).notices).toEqual([]);
  });
});
