import { describe, expect, it } from '@jest/globals';
import { PersonId } from '#libs/contracts/identity.js';
import { refused } from '../case/case.decision.js';
import { writeReceipt } from './write-receipt.js';

const handler = PersonId.parse('niu-ben');
const approver = PersonId.parse('zheng-weimin');

describe(writeReceipt.name, () => {
  it('tells only the handler to carry out the plan', () => {
    const state = { stage: 'planned', handler } as const;
    expect(writeReceipt(state, handler, [], null).next).toContain('请按方案处理');
    expect(writeReceipt(state, approver, [], null).next).toBe('由经办人按方案处理。');
  });

  it('calls the stage by a name that people use', () => {
    const state = { stage: 'in-approval', handler } as const;
    const { problem } = writeReceipt(state, handler, [], refused('wrong-stage', { stage: 'in-approval' }));
    expect(problem).toBe('本案目前不能进行此项操作（当前：方案审核中）。');
  });
});
