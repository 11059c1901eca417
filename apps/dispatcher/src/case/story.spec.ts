import { describe, expect, it } from '@jest/globals';
import { PersonId } from '#libs/contracts/identity.js';
import { decideAnswer } from '../answer/answer.decision.js';
import { decideCommand, type CaseCommand } from '../command/decide-command.js';
import { withClosing } from '../duty/close-settled.js';
import { withAlerts } from '../registration/alert-roles.js';
import { numberCase } from '../registration/number-case.decision.js';
import type { Classification } from '../registration/classification.js';
import type { Changed, Decision } from './case.decision.js';
import type { Assignment, CasePolicy } from './case-policy.port.js';
import { accepted as sampleCase, policy as samplePolicy } from './testing/sample-case.js';
import type { CaseState } from './case.state.js';

const person = (id: string): PersonId => PersonId.parse(id);
const [desk, zhou, wu, legal, boss, vice] = ['desk-li', 'zhou-wei', 'wu-min', 'legal-he', 'boss-tang', 'vice-qin'].map(
  person,
) as [PersonId, PersonId, PersonId, PersonId, PersonId, PersonId];
const now = new Date('2026-11-23T02:00:00Z');
const due = new Date('2026-11-26T10:00:00Z');
const to = (handler: PersonId): Assignment => ({ department: 'engineering', handler });
const byRole: Readonly<Record<string, PersonId>> = { legal, management: boss, vice };

const { duties: sampleDuties } = samplePolicy;
const policy: CasePolicy = {
  duties: sampleDuties,
  undoWindowMs: 120_000,
  dispatchChannels: ['mail', 'sms'],
  tellsWhoAccepted: false,
  extensionRoles: ['vice'],
  categoryOf: (written) => written,
  assign: () => to(zhou),
  deputyFor: () => to(wu),
  findTarget: (_state, written) => (written === '吴敏' ? to(wu) : null),
  desk: () => [desk],
  holders: (_state, roles) => roles.flatMap((role) => byRole[role] ?? []),
  isDesk: (_state, who) => who === desk,
  isManagement: (_state, who) => who === boss,
  nameOf: (who) => who,
  superiorOf: () => boss,
  alerts: () => [],
  reviewSteps: (state) =>
    state.tag === 'major'
      ? [
          { kind: 'opinion', roles: ['legal'], clauses: ['PC-16'] },
          { kind: 'approval', roles: ['management'], clauses: ['ME-2.1'] },
        ]
      : [],
  resolutionLimit: () => ({ milestone: 'resolution', dueAt: due }),
  planMilestones: () => ['plan-limit'],
  dueFor: () => due,
  dueOf: (limit, from) => (limit.kind === 'working-days' ? new Date(from.getTime() + limit.amount * 86_400_000) : null),
  forbiddenPhrase: (text) => (text.includes('不归我管') ? '不归我管' : null),
  formatInstant: (at) => at.toISOString(),
};

const received: CaseState = {
  ...sampleCase,
  version: 0,
  number: null,
  stage: 'received',
  tag: null,
  category: null,
  acknowledged: false,
  department: null,
  handler: null,
};

const said = (tag: Classification['tag'], more: Partial<Classification> = {}): Classification => ({
  tag,
  abstained: false,
  clauses: ['PG-13.1'],
  category: 'building-quality',
  urgent: false,
  anonymous: false,
  missing: [],
  rules: [],
  ...more,
});

const opened = (classification: Classification | null): Changed =>
  numberCase(received, { number: '202611-ZL-001', said: classification }, policy, now);

const changed = (decision: Decision): Changed => {
  if (decision.kind === 'refused') {
    throw new Error(`refused: ${decision.code}`);
  }
  return decision;
};
const does = (state: CaseState, actor: PersonId, command: CaseCommand, answered: string | null = null): Decision =>
  decideCommand(state, command, { now, actor, policy, answered, answeredAt: null });
const after = (state: CaseState, actor: PersonId, command: CaseCommand): CaseState =>
  changed(does(state, actor, command)).next;
const told = (change: Changed): string[] =>
  change.notices.map(
    (notice) =>
      `${notice.to.kind === 'person' ? notice.to.person : 'complainant'}:${notice.template}:${notice.channel}`,
  );

const plan: CaseCommand = { verb: 'plan', person: '周师傅', measures: '重做卫生间防水', limit: '2个工作日', whole: '' };

describe('the way of a general complaint', () => {
  it('is numbered, acknowledged and dispatched by mail and SMS in one step (PG-16, PG-18.1, PG-19, PG-21)', () => {
    const change = opened(said('general'));
    expect(change.next).toMatchObject({
      number: '202611-ZL-001',
      stage: 'assigned',
      handler: zhou,
      acknowledged: true,
    });
    expect(told(change)).toEqual([
      'complainant:acknowledgement:reachable',
      'zhou-wei:dispatch:mail',
      'zhou-wei:dispatch:sms',
    ]);
    expect(change.sayings.map((saying) => saying.type)).toEqual(['case.registered', 'case.tagged', 'case.assigned']);
    expect(change.next.version).toBe(3);
  });

  it('goes by accept, plan and done to a plain yes of the complainant, which closes it (PG-3)', () => {
    const accepted = after(opened(said('general')).next, zhou, { verb: 'accept' });
    const planned = changed(does(accepted, zhou, plan));
    expect(told(planned)).toEqual(['complainant:plan-told:reachable']);
    expect(planned.notices[0]).toMatchObject({ held: true, factWhenTold: 'customer-told-plan' });
    const done = after(planned.next, zhou, { verb: 'done', result: '已重做防水，闭水48小时无渗漏' });
    const closed = withClosing(decideAnswer(done, 'settled', '满意', policy, now), policy, now);
    expect(closed.next).toMatchObject({ stage: 'closed', closeReason: 'confirmed' });
  });

  it('opens again when the complainant says that it is not settled', () => {
    const done = after(after(opened(said('general')).next, zhou, plan), zhou, { verb: 'done', result: '已修' });
    expect(decideAnswer(done, 'unsettled', '还在漏', policy, now).next).toMatchObject({
      stage: 'accepted',
      closeReason: null,
    });
  });

  it('is held to the limit that its own plan names (PG-26)', () => {
    const planned = after(opened(said('general')).next, zhou, plan);
    expect(planned.agreedLimits).toEqual([{ milestone: 'plan-limit', dueAt: planned.plan?.dueAt.toISOString() }]);
  });

  it('takes a plan for taking the case', () => {
    expect(changed(does(opened(said('general')).next, zhou, plan)).sayings.map((saying) => saying.type)).toEqual([
      'case.accepted',
      'case.planned',
      'case.timed',
    ]);
  });

  it.each([
    [{ ...plan, person: null }, 'plan-incomplete'],
    [{ ...plan, limit: '尽快' }, 'limit-unreadable'],
    [{ ...plan, limit: '9个工作日' }, 'limit-too-late'],
  ])('refuses a plan without person, measures and a limit that holds: %j (PG-17, PG-18.2)', (command, code) => {
    expect(does(opened(said('general')).next, zhou, command)).toMatchObject({ kind: 'refused', code });
  });

  it('is nobody else’s to take', () => {
    expect(does(opened(said('general')).next, wu, { verb: 'accept' })).toMatchObject({
      kind: 'refused',
      code: 'not-yours',
    });
  });

  it('leaves the old handler responsible until the new one accepts (PG-9)', () => {
    const asked = after(after(opened(said('general')).next, zhou, { verb: 'accept' }), zhou, {
      verb: 'transfer',
      to: '吴敏',
      reason: '属物业范围',
    });
    expect(asked).toMatchObject({ handler: zhou, transfer: { to: wu } });
    expect(after(asked, wu, { verb: 'accept' })).toMatchObject({ handler: wu, transfer: null });
  });

  it('moves its limit only when the vice president confirms (PG-18.3)', () => {
    const asked = after(opened(said('general')).next, zhou, { verb: 'accept' });
    const extension = after(asked, zhou, { verb: 'extend', by: '2个工作日', reason: '等配件' });
    expect(extension.agreedLimits).toEqual([]);
    expect(does(extension, zhou, { verb: 'approve', text: '' }, 'extension-request')).toMatchObject({
      kind: 'refused',
    });
  });
});

describe('the way of a major complaint', () => {
  const major = said('major', { clauses: ['PG-13.2.1'], urgent: true });

  it('has its plan reviewed by legal, then approved, and only then carried out (PC-16, ME-2.1)', () => {
    const submitted = changed(does(opened(major).next, zhou, plan));
    expect(submitted.next.stage).toBe('in-approval');
    expect(told(submitted)).toEqual(['legal-he:legal-review:mail', 'complainant:plan-in-review:reachable']);
    expect(does(submitted.next, zhou, { verb: 'done', result: '已赔付' })).toMatchObject({
      kind: 'refused',
      code: 'wrong-stage',
    });
    expect(does(submitted.next, boss, { verb: 'approve', text: '' })).toMatchObject({
      kind: 'refused',
      code: 'wrong-stage',
    });
    const opinion = changed(does(submitted.next, legal, { verb: 'opinion', favourable: true, text: '同意' }));
    expect(told(opinion)).toEqual(['boss-tang:approval-request:mail']);
    const approved = changed(does(opinion.next, boss, { verb: 'approve', text: '' }));
    expect(approved.next.stage).toBe('planned');
    expect(told(approved)).toEqual(['zhou-wei:plan-approved:mail', 'complainant:plan-told:reachable']);
  });

  it('goes back to its author when legal objects', () => {
    const submitted = after(opened(major).next, zhou, plan);
    expect(after(submitted, legal, { verb: 'opinion', favourable: false, text: '不同意' })).toMatchObject({
      stage: 'accepted',
      plan: { rejected: true },
    });
  });
});

describe('what the software only proposes', () => {
  it('asks the desk before calling anything invalid, and answers nobody meanwhile (PG-14)', () => {
    const change = opened(said('invalid', { clauses: ['PG-14.1'], rules: ['invalid.not-a-complaint'] }));
    expect(told(change)).toEqual(['desk-li:desk-decision:mail']);
    expect(change.next).toMatchObject({ stage: 'registered', tag: null, question: { about: 'invalid' } });
    expect(after(change.next, desk, { verb: 'invalid', reason: '广告' })).toMatchObject({
      stage: 'closed',
      closeReason: 'invalid',
    });
  });

  it('takes its ordinary way once the desk overrules', () => {
    const change = changed(does(opened(said('invalid')).next, desk, { verb: 'valid', reason: '确有漏水' }));
    expect(change.next).toMatchObject({ tag: 'general', stage: 'assigned' });
    expect(told(change)).toContain('complainant:acknowledgement:reachable');
  });

  it('leaves the tag to the desk where the classifier abstains, on the graver limits', () => {
    const change = opened(said('general', { abstained: true }));
    expect(change.next).toMatchObject({ tag: 'major', question: { about: 'tag' }, acknowledged: true });
    expect(after(change.next, desk, { verb: 'tag', tag: 'general', reason: '' })).toMatchObject({
      tag: 'general',
      stage: 'assigned',
      question: null,
    });
  });

  it('counts the graver limits from when it abstained once the desk says major', () => {
    const unsure = opened(said('general', { abstained: true })).next;
    const later = new Date(now.getTime() + 3_600_000);
    const at = { now: later, actor: desk, policy, answered: null, answeredAt: null };
    const confirmed = changed(decideCommand(unsure, { verb: 'tag', tag: 'major', reason: '' }, at));
    const major = confirmed.next.facts.filter(({ fact }) => fact === 'tagged-major');
    expect(new Set(major.map(({ at }) => at))).toEqual(new Set([now.toISOString()]));
    expect(confirmed.next.facts).toContainEqual({ fact: 'tagged', at: later.toISOString() });
  });

  it('does so where its best guess is invalid: somebody may well be waiting (PG-14)', () => {
    const change = opened(said('invalid', { abstained: true, clauses: ['PG-14.1'] }));
    expect(change.next).toMatchObject({ tag: 'major', question: { about: 'tag' }, acknowledged: true });
    expect(told(change)).toContain('complainant:acknowledgement:reachable');
    expect(after(change.next, desk, { verb: 'invalid', reason: '广告' })).toMatchObject({ closeReason: 'invalid' });
    expect(after(change.next, desk, { verb: 'valid', reason: '' })).toMatchObject({ tag: 'general' });
    const doubtful = opened(said('general', { abstained: true })).next;
    expect(does(doubtful, desk, { verb: 'valid', reason: '' })).toMatchObject({ code: 'wrong-stage' });
  });

  it('tells heads and management of a major case only when it is one for sure (PG-19)', () => {
    const alerting: CasePolicy = {
      ...policy,
      alerts: (_state, on) =>
        on === 'tagged-major'
          ? [{ template: 'heads-copied', roles: ['management'], channels: ['mail'], fact: 'heads-told' }]
          : [],
    };
    const unsure = withAlerts(
      numberCase(received, { number: '202611-ZL-002', said: said('major', { abstained: true }) }, alerting, now),
      alerting,
    );
    expect(told(unsure)).not.toContain('boss-tang:heads-copied:mail');
    const confirm: CaseCommand = { verb: 'tag', tag: 'major', reason: '' };
    const at = { now, actor: desk, policy: alerting, answered: null, answeredAt: null };
    const sure = withAlerts(changed(decideCommand(unsure.next, confirm, at)), alerting);
    expect(told(sure)).toContain('boss-tang:heads-copied:mail');
  });

  it('numbers and acknowledges without the classifier, with the desk as contact (PG-18.1)', () => {
    expect(told(opened(null))).toEqual(['complainant:acknowledgement:reachable', 'desk-li:desk-decision:mail']);
  });
});

describe('what reaches the customer', () => {
  it('never holds brush-off phrases (PC-19)', () => {
    const accepted = after(opened(said('general')).next, zhou, { verb: 'accept' });
    expect(does(accepted, zhou, { verb: 'reply', text: '这个不归我管' })).toEqual({
      kind: 'refused',
      code: 'wording-refused',
      details: { phrase: '不归我管' },
    });
  });
});
