import { describe, expect, it } from '@jest/globals';
import { CaseId } from '#libs/contracts/identity.js';
import { accepted, now, policy, wu, zhou } from '../case/testing/sample-case.js';
import type { CaseState } from '../case/case.state.js';
import { endIn, takeIn, type TakenIn } from './merge.decision.js';

const leading: CaseState = { ...accepted, number: '202611-ZL-001' };
const follower: CaseState = {
  ...accepted,
  id: CaseId.parse('0b9d3f5e-5d0c-4c8e-9a51-0d3a0e3f1a09'),
  number: '202611-ZL-007',
  stage: 'assigned',
  handler: wu,
};
const unnumbered: CaseState = { ...follower, number: null, stage: 'received', handler: null, tag: null };
const by = { by: 'system', now } as const;

describe('a case that ends in another', () => {
  it('says so to its complainant and its handler, and who leads', () => {
    const ended = endIn(follower, leading, by);
    expect(ended.next).toMatchObject({ stage: 'closed', closeReason: 'merged', number: '202611-ZL-007' });
    expect(ended.sayings).toMatchObject([{ type: 'case.closed', also: { reason: 'merged' } }]);
    expect(ended.notices).toMatchObject([
      { template: 'merged-told', to: { kind: 'complainant' }, parameters: { leading: '202611-ZL-001' } },
      { template: 'closed-told', to: { person: wu } },
    ]);
  });

  it('says nothing where nobody has heard of it', () => {
    const ended = endIn(unnumbered, leading, by);
    expect([ended.sayings, ended.notices]).toEqual([[], []]);
    expect(ended.next).toMatchObject({ stage: 'closed', closeReason: 'merged' });
  });
});

describe('the case that leads', () => {
  const said: NonNullable<TakenIn['said']> = {
    tag: 'major',
    abstained: false,
    clauses: ['PG-13.2.1'],
    category: 'safety',
    urgent: true,
  };
  const taken = { follower: unnumbered, deliveries: [unnumbered.deliveryId], text: '又漏了', said: null };

  it('has the further delivery; its sender is told and its handler reads it', () => {
    const { sayings, notices, history } = takeIn(leading, taken, policy, by);
    expect(sayings).toMatchObject([{ type: 'case.joined', also: { deliveryId: unnumbered.deliveryId } }]);
    expect(notices).toMatchObject([
      { template: 'joined-told', to: { kind: 'sender-of', caseId: unnumbered.id } },
      { template: 'customer-wrote', to: { person: zhou }, parameters: { text: '又漏了' } },
    ]);
    expect(history[0]).toMatchObject({ event: 'delivery-joined', text: { value: '又漏了' } });
  });

  it('becomes as grave as what joins it, and never less grave', () => {
    expect(takeIn(leading, { ...taken, said }, policy, by).next).toMatchObject({ tag: 'major', urgent: true });
    const major: CaseState = { ...leading, tag: 'major' };
    const general: TakenIn['said'] = { ...said, tag: 'general', urgent: false };
    expect(takeIn(major, { ...taken, said: general }, policy, by).next).toMatchObject({ tag: 'major' });
    expect(takeIn(leading, { ...taken, said: { ...said, abstained: true } }, policy, by).next.tag).toBe('general');
  });
});
