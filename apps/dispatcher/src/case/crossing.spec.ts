import { describe, expect, it } from '@jest/globals';
import type { PersonId } from '#libs/contracts/identity.js';
import { decideAnswer } from '../answer/answer.decision.js';
import { decideCommand, type CaseCommand } from '../command/decide-command.js';
import { decideMissed, type WatchedMilestone } from '../watch/escalation.decision.js';
import type { Changed, Decision } from './case.decision.js';
import type { CasePolicy } from './case-policy.port.js';
import type { CaseState, Plan } from './case.state.js';
import { accepted, boss, desk, later, now, policy, wu, zhou } from './testing/sample-case.js';

const does = (
  state: CaseState,
  actor: PersonId,
  command: CaseCommand,
  answered: { template: string; at: Date } | null = null,
  kind: CasePolicy = policy,
): Decision =>
  decideCommand(state, command, {
    now,
    actor,
    policy: kind,
    answered: answered?.template ?? null,
    answeredAt: answered?.at ?? null,
  });
const changed = (decision: Decision): Changed => {
  if (decision.kind === 'refused') {
    throw new Error(`refused: ${decision.code}`);
  }
  return decision;
};
const after = (...of: Parameters<typeof does>): CaseState => changed(does(...of)).next;
const told = (change: Changed): string[] =>
  change.notices.map(
    (notice) => `${notice.to.kind === 'person' ? notice.to.person : 'complainant'}:${notice.template}`,
  );
const waiting = { cause: 'waiting-for-customer' as const, from: now.toISOString(), until: null };
const plan: Plan = { no: 1, by: zhou, dueAt: later(3_000), openSteps: [], rejected: false };
const planned: CaseState = { ...accepted, stage: 'planned', plan };

describe('a transfer that nobody has accepted yet', () => {
  const asked = after(accepted, zhou, { verb: 'transfer', to: '吴敏', reason: '属物业范围' });

  it('ends with the case: accepting it afterwards opens nothing again', () => {
    const closed = after(asked, desk, { verb: 'invalid', reason: '与本公司无关' });
    expect(closed).toMatchObject({ stage: 'closed', transfer: null });
    expect(does({ ...closed, transfer: asked.transfer }, wu, { verb: 'accept' })).toMatchObject({
      kind: 'refused',
      code: 'wrong-stage',
    });
  });

  it('is nobody’s to accept but the one it went to (PG-9)', () => {
    expect(does(asked, boss, { verb: 'accept' })).toMatchObject({ kind: 'refused', code: 'not-yours' });
  });

  it('tells the complainant who has the case once it is accepted, where the preset wants that (PC-2.1)', () => {
    const telling = { ...policy, tellsWhoAccepted: true };
    const taken = changed(does({ ...asked, stage: 'assigned' }, wu, { verb: 'accept' }, null, telling));
    expect(told(taken)).toEqual(['zhou-wei:relieved', 'complainant:accepted-told']);
  });

  it('takes the plan along: whoever has the case now hears of its approval, and does not give it', () => {
    const submitted: CaseState = {
      ...asked,
      stage: 'in-approval',
      plan: { ...plan, openSteps: policy.reviewSteps(asked) },
    };
    const taken = after(submitted, wu, { verb: 'accept' });
    expect(does(taken, wu, { verb: 'approve', text: '' })).toMatchObject({ kind: 'refused', code: 'not-yours' });
    expect(told(changed(does(taken, boss, { verb: 'approve', text: '' })))).toContain('wu-min:plan-approved');
  });
});

describe('an approval that crosses a newer plan', () => {
  const command: CaseCommand = { verb: 'plan', person: '周师傅', measures: '重做防水', limit: '2个工作日', whole: '' };

  it('does not count for a plan that its giver had not read (ME-2.1)', () => {
    const submitted = after(accepted, zhou, command);
    const old = { template: 'approval-request', at: later(-5) };
    expect(does(submitted, boss, { verb: 'approve', text: '' }, old)).toMatchObject({
      kind: 'refused',
      code: 'plan-superseded',
    });
    expect(does(submitted, boss, { verb: 'approve', text: '' }, { ...old, at: now })).toMatchObject({
      kind: 'changed',
    });
  });

  it('is not given by the author of the plan', () => {
    expect(does(after(accepted, zhou, command), zhou, { verb: 'approve', text: '' })).toMatchObject({
      kind: 'refused',
      code: 'not-yours',
    });
  });
});

describe('an extension (PG-18.3)', () => {
  const ask: CaseCommand = { verb: 'extend', by: '9个工作日', reason: '等配件' };
  const asked = after(planned, zhou, ask);
  const request = { template: 'extension-request', at: now };

  it('is asked for once: an answer to the first request cannot grant a longer one', () => {
    expect(does(asked, zhou, { ...ask, by: '30个工作日' })).toMatchObject({ kind: 'refused', code: 'already-done' });
  });

  it('moves no limit of a case that is done or closed meanwhile', () => {
    const done = after(asked, zhou, { verb: 'done', result: '已修' });
    expect(done.extension).toBeNull();
    for (const stage of ['resolved', 'closed'] as const) {
      expect(does({ ...asked, stage }, boss, { verb: 'approve', text: '' }, request)).toMatchObject({
        kind: 'refused',
      });
    }
  });

  it('is decided in answer to any of our mails, as the help offers it', () => {
    expect(after(asked, boss, { verb: 'approve', text: '' }, { template: 'help', at: now })).toMatchObject({
      extension: null,
      agreedLimits: [{ milestone: 'resolution' }],
    });
  });

  it('is not granted by whoever has taken the case over meanwhile', () => {
    expect(does({ ...asked, handler: wu }, wu, { verb: 'approve', text: '' }, request)).toMatchObject({
      kind: 'refused',
      code: 'not-yours',
    });
  });
});

describe('a tag that comes by time (PG-13.2.3)', () => {
  const milestone: WatchedMilestone = {
    title: '处理',
    from: 'received',
    until: 'resolved',
    recurringUntil: null,
    owners: [],
    ownerIsHandler: false,
    missed: { tag: 'major', clauses: ['PG-13.2.3'] },
  };
  const deadline = {
    caseId: accepted.id,
    deadlineId: '0b9d3f5e-5d0c-4c8e-9a51-0d3a0e3f1a03',
    milestone: 'resolution',
    clause: 'PG-13.2.3',
    dueAt: now.toISOString(),
  } as Parameters<typeof decideMissed>[1];

  it('leaves the question with the desk, so that its answer still dispatches the case', () => {
    const unsorted: CaseState = {
      ...accepted,
      stage: 'registered',
      tag: null,
      handler: null,
      question: { about: 'tag' },
    };
    const missed = decideMissed(unsorted, deadline, milestone, now);
    expect(missed.next).toMatchObject({ tag: 'major', question: { about: 'tag' } });
    expect(missed.sayings.flatMap((saying) => saying.facts.map(({ fact }) => fact))).not.toContain('tagged');
    const decided = does({ ...missed.next, category: 'security' }, desk, { verb: 'tag', tag: 'major', reason: '' });
    expect(changed(decided).next).toMatchObject({ stage: 'assigned', handler: wu, question: null });
  });

  it('leaves a handler’s proposal open: 有效 still answers it', () => {
    const proposed = after(accepted, zhou, { verb: 'invalid', reason: '不是投诉' });
    const missed = decideMissed(proposed, deadline, milestone, now).next;
    expect(told(changed(does(missed, desk, { verb: 'valid', reason: '' })))).toEqual(['zhou-wei:proposal-overruled']);
  });
});

describe('the desk sorts again', () => {
  const assigned: CaseState = { ...accepted, stage: 'assigned' };

  it('moves a case to the new department and relieves whoever had it, once', () => {
    const moved = changed(does(assigned, desk, { verb: 'category', category: 'security' }));
    expect(moved.next).toMatchObject({ handler: wu, stage: 'assigned', transfer: null });
    expect(told(moved)).toEqual(['wu-min:dispatch', 'zhou-wei:relieved']);
    expect(does(moved.next, desk, { verb: 'category', category: 'security' })).toMatchObject({
      kind: 'refused',
      code: 'already-done',
    });
  });

  it('does not call a case assigned that nobody has', () => {
    const moved = after(assigned, desk, { verb: 'category', category: 'other' });
    expect(moved).toMatchObject({ handler: null, stage: 'registered' });
  });

  it('does not decide the tag by giving a category', () => {
    const unsure: CaseState = {
      ...accepted,
      stage: 'registered',
      tag: 'major',
      handler: null,
      question: { about: 'tag' },
    };
    const sorted = changed(does(unsure, desk, { verb: 'category', category: 'security' }));
    expect(sorted.next).toMatchObject({ category: 'security', question: { about: 'tag' }, handler: null });
    expect(told(sorted)).toEqual([]);
  });

  it('decides twice to the same end only once', () => {
    const closed = after(accepted, desk, { verb: 'invalid', reason: '广告' });
    expect(does(closed, desk, { verb: 'invalid', reason: '广告' })).toMatchObject({ code: 'already-done' });
    expect(does(closed, desk, { verb: 'valid', reason: '' })).toMatchObject({ code: 'wrong-stage' });
  });
});

describe('what the complainant writes', () => {
  it('reaches the desk while nobody has the case', () => {
    const waitingForDesk: CaseState = { ...accepted, stage: 'registered', handler: null, question: { about: 'tag' } };
    expect(told(decideAnswer(waitingForDesk, 'unclear', '老人被困，快来', policy, now))).toEqual([
      'desk-li:customer-wrote',
    ]);
  });

  it('reaches a person after the end too, but for a plain thank-you', () => {
    const closed: CaseState = { ...planned, stage: 'closed', closeReason: 'confirmed' };
    expect(told(decideAnswer(closed, 'unclear', '请问发票什么时候寄？', policy, now))).toEqual([
      'zhou-wei:customer-wrote',
    ]);
    expect(told(decideAnswer(closed, 'settled', '满意，谢谢', policy, now))).toEqual([]);
    const invalid: CaseState = { ...closed, closeReason: 'invalid' };
    expect(told(decideAnswer(invalid, 'unsettled', '没有解决，为什么不受理', policy, now))).toEqual([
      'desk-li:customer-wrote',
    ]);
  });

  it('goes to the handler while a plan waits for approval, and changes nothing', () => {
    const answer = decideAnswer({ ...planned, stage: 'in-approval' }, 'settled', '已经解决了', policy, now);
    expect(answer.next.stage).toBe('in-approval');
    expect(told(answer)).toEqual(['zhou-wei:customer-wrote']);
  });

  it('ends the wait for it: the clocks run on', () => {
    const answer = decideAnswer({ ...planned, pauses: [waiting] }, 'unclear', '照片见附件', policy, now);
    expect(answer.next.pauses).toEqual([{ ...waiting, until: now.toISOString() }]);
    expect(answer.sayings.map((saying) => saying.type)).toEqual(['case.timed']);
  });
});

describe('a complainant who cannot be written to', () => {
  it('is asked by telephone whether it is settled', () => {
    const done = changed(does({ ...planned, reachableBy: null }, zhou, { verb: 'done', result: '已修' }));
    expect(told(done)).toEqual(['desk-li:call-task']);
  });
});

describe('a pause', () => {
  it('ends with the matter, and none begins after the end', () => {
    const done = changed(does({ ...planned, pauses: [waiting] }, zhou, { verb: 'done', result: '已修' }));
    expect(done.next.pauses).toEqual([{ ...waiting, until: now.toISOString() }]);
    expect(does({ ...accepted, stage: 'closed' }, zhou, { verb: 'pause', reason: '等' })).toMatchObject({
      code: 'wrong-stage',
    });
  });
});
