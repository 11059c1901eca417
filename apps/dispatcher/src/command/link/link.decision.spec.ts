import { describe, expect, it } from '@jest/globals';
import { CaseId } from '#libs/contracts/identity.js';
import { accepted, boss, desk, policy, zhou } from '../../case/testing/sample-case.js';
import type { CaseState } from '../../case/case.state.js';
import { judgeLink, type LinkCommand } from './link.decision.js';

const other: CaseState = {
  ...accepted,
  id: CaseId.parse('0b9d3f5e-5d0c-4c8e-9a51-0d3a0e3f1a0f'),
  number: '202611-ZL-009',
};
const merge: LinkCommand = { verb: 'merge', number: '202611-ZL-009', reason: '' };
const context = { actor: desk, policy, leadsGroup: false };

describe('whether two cases may be put together', () => {
  it('is for the desk and management, both open', () => {
    expect(judgeLink(accepted, merge, other, context)).toEqual({ kind: 'may', other });
    expect(judgeLink(accepted, merge, other, { ...context, actor: boss })).toMatchObject({ kind: 'may' });
    expect(judgeLink(accepted, merge, other, { ...context, actor: zhou })).toMatchObject({ code: 'not-yours' });
  });

  it.each<[string, Partial<CaseState>, CaseState | null, Partial<typeof context>, string]>([
    ['no such number', {}, null, {}, 'unknown-case'],
    ['its own number', {}, accepted, {}, 'same-case'],
    ['an end already', { stage: 'closed' }, other, {}, 'wrong-stage'],
    ['the other ended', {}, { ...other, stage: 'closed' }, {}, 'wrong-stage'],
    ['a group behind it', {}, other, { leadsGroup: true }, 'leads-group'],
    ['a complaint about the sender', { keptOut: [desk] }, other, {}, 'conflict-of-interest'],
  ])('is refused with %s', (_, state, target, more, code) => {
    expect(judgeLink({ ...accepted, ...state }, merge, target, { ...context, ...more })).toMatchObject({ code });
  });
});
