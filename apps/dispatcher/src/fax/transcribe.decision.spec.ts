import { describe, expect, it } from '@jest/globals';
import { accepted, desk, now, policy, zhou } from '../case/testing/sample-case.js';
import type { CaseState } from '../case/case.state.js';
import { readCommand } from '../command/grammar/read-command.js';
import { classifyLate, numberCase } from '../registration/number-case.decision.js';
import { decideTranscribe } from './transcribe.decision.js';
import { untypedMark } from './untyped-fax.js';

const untyped: CaseState = {
  ...accepted,
  channel: 'fax',
  stage: 'registered',
  tag: null,
  category: null,
  department: null,
  handler: null,
  marks: [untypedMark],
  question: { about: 'tag' },
};
const context = { now, actor: desk, policy, answered: null, answeredAt: null };
const said = {
  tag: 'general',
  abstained: false,
  clauses: [],
  category: 'security',
  urgent: false,
  anonymous: false,
  missing: [],
  rules: [],
  repeats: { earlier: [], candidates: [] },
} as unknown as Parameters<typeof classifyLate>[1];

describe('typing what a fax says (issue 3 point 8)', () => {
  it('is for the desk, once, and needs a text', () => {
    const typed = decideTranscribe(untyped, { verb: 'transcribe', text: '电梯停运三天，请尽快维修。' }, context);
    expect(typed).toMatchObject({ kind: 'changed', next: { marks: [], language: 'zh' } });
    expect(decideTranscribe(untyped, { verb: 'transcribe', text: '字' }, { ...context, actor: zhou })).toMatchObject({
      kind: 'refused',
      code: 'not-yours',
    });
    expect(decideTranscribe({ ...untyped, marks: [] }, { verb: 'transcribe', text: '字' }, context)).toMatchObject({
      code: 'already-done',
    });
    expect(decideTranscribe(untyped, { verb: 'transcribe', text: ' \n' }, context)).toMatchObject({
      code: 'text-missing',
    });
  });

  it('keeps every line of the text, also those that begin like commands', () => {
    expect(readCommand('录入\n关于电梯的投诉\n完成维修需要三天？\n一般的说法不能接受')).toEqual({
      kind: 'commands',
      commands: [{ verb: 'transcribe', text: '关于电梯的投诉\n完成维修需要三天？\n一般的说法不能接受' }],
    });
  });

  it('is asked of the desk with the number, and no classification counts before it', () => {
    const received: CaseState = { ...untyped, stage: 'received', number: null, question: null, acknowledged: false };
    const numbered = numberCase(received, { number: '202611-QT-001', said: null }, policy, now);
    expect(numbered.notices.map(({ template }) => template)).toEqual(['acknowledgement', 'fax-text']);
    expect(numbered.next).toMatchObject({ number: '202611-QT-001', stage: 'registered', tag: null });
    expect(classifyLate(numbered.next, said, policy, now)).toMatchObject({
      next: { tag: null, stage: 'registered', handler: null },
      notices: [],
      sayings: [],
    });
    const typed = decideTranscribe(numbered.next, { verb: 'transcribe', text: '门禁坏了' }, context);
    expect(typed.kind === 'changed' && classifyLate(typed.next, said, policy, now).next).toMatchObject({
      tag: 'general',
      category: 'security',
    });
  });
});
