import { describe, expect, it } from '@jest/globals';
import type { Changed } from '../case/case.decision.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import { accepted, now, policy, wu, zhou } from '../case/testing/sample-case.js';
import type { CaseState } from '../case/case.state.js';
import { decideUndelivered, type Undelivered } from './undelivered.decision.js';

const told = (change: Changed): string[] =>
  change.notices.map(
    (notice) => `${notice.to.kind === 'person' ? notice.to.person : 'complainant'}:${notice.template}`,
  );
const assigned: CaseState = { ...accepted, stage: 'assigned' };
const withDeputy: CasePolicy = { ...policy, deputyFor: () => ({ department: 'engineering', handler: wu }) };
const dispatch: Undelivered = {
  code: 'recipient-refused',
  person: zhou,
  channel: 'mail',
  template: 'dispatch',
  lostBefore: [],
  said: '',
};
const answer: Undelivered = { ...dispatch, person: null, template: 'plan-told' };

describe('a notice that cannot be handed over', () => {
  it('goes to the deputy where it is a dispatch to an address that is refused (PG-9, PG-22)', () => {
    const anew = decideUndelivered(assigned, dispatch, withDeputy, now);
    expect(anew.next).toMatchObject({ handler: wu });
    expect(told(anew)).toEqual(['wu-min:dispatch']);
  });

  it('asks nobody to call the customer when it was for staff', () => {
    expect(told(decideUndelivered(accepted, { ...dispatch, template: 'receipt' }, withDeputy, now))).toEqual([]);
  });

  it('becomes one call task for a refused address, and the address is given up', () => {
    const first = decideUndelivered(accepted, answer, policy, now);
    expect(first.next.reachableBy).toBeNull();
    expect(told(first)).toEqual(['desk-li:call-task']);
    expect(told(decideUndelivered(first.next, answer, policy, now))).toEqual([]);
  });

  it('becomes a call task that keeps the address where only the way there failed', () => {
    const call = decideUndelivered(accepted, { ...answer, code: 'gave-up' }, policy, now);
    expect(call.next.reachableBy).toBe('mail');
    expect(told(call)).toEqual(['desk-li:call-task']);
    expect(told(decideUndelivered(accepted, { ...answer, code: 'erased' }, policy, now))).toEqual([]);
  });
});
