import { describe, expect, it } from '@jest/globals';
import type { CaseDuties } from '../case/case-duties.port.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { CaseState } from '../case/case.state.js';
import { accepted, boss, now, policy as plain, zhou } from '../case/testing/sample-case.js';
import { decideCommand, type CaseCommand } from '../command/decide-command.js';
import { giveTag } from '../registration/give-tag.js';
import { withActivation } from './activate.js';

const duties: CaseDuties = {
  ...plain.duties,
  activation: (state) =>
    state.tag === 'major' ? { mode: 'by-decision', decidedBy: ['vice'], tells: ['vice'], mark: 'emergency' } : null,
};
const policy: CasePolicy = { ...plain, duties };
const plan: CaseCommand = { verb: 'plan', person: '周师傅', measures: '封闭现场', limit: '2个工作日', whole: '' };
const tagging = { clauses: [], category: 'other', urgent: false, by: 'desk', correction: true } as const;

const does = (state: CaseState, actor: typeof zhou, command: CaseCommand, answered: string | null = null) =>
  decideCommand(state, command, { now, actor, policy, answered, answeredAt: null });
const becomes = (state: CaseState, tag: 'major' | 'general'): CaseState =>
  withActivation(giveTag(state, { ...tagging, tag }, now), policy, now).next;
const after = (decision: ReturnType<typeof does>): CaseState => {
  if (decision.kind === 'refused') {
    throw new Error(decision.code);
  }
  return decision.next;
};

const asked = becomes(accepted, 'major');

describe('a case that waits for the decision on the emergency plan (ME-2.0)', () => {
  it('takes no plan, and is asked about once however often it becomes major', () => {
    expect(asked.activation).toBe('asked');
    expect(does(asked, zhou, plan)).toMatchObject({ kind: 'refused', code: 'activation-pending' });
    expect(withActivation(giveTag(asked, { ...tagging, tag: 'major' }, now), policy, now).notices).toEqual([]);
  });

  it('goes on without it once the desk holds it to be general', () => {
    expect(after(does(becomes(asked, 'general'), zhou, plan)).plan).not.toBeNull();
  });

  it('is decided once, by whom the preset names, with a reason against it', () => {
    const approve: CaseCommand = { verb: 'approve', text: '' };
    expect(does(asked, zhou, approve, 'activation-request')).toMatchObject({ kind: 'refused', code: 'not-yours' });
    expect(does(asked, boss, { verb: 'reject', reason: '' }, 'activation-request')).toMatchObject({
      kind: 'refused',
      code: 'text-missing',
    });
    const running = after(does(asked, boss, approve, 'activation-request'));
    expect(running).toMatchObject({ activation: 'active', marks: ['emergency'] });
    expect(does(running, boss, approve, 'activation-request')).toMatchObject({ kind: 'refused', code: 'already-done' });
  });
});
