import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonId } from '#libs/contracts/identity.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import {
  at,
  factsOf,
  newCase,
  newDelivery,
  shared,
  WatchdogUnderTest,
  watchdogTestSets,
} from '../testing/watchdog-under-test.js';

let watch: WatchdogUnderTest;
// Before the database is: hooks of the end run in this order.
afterAll(() => watch.stop());
const database = withTestDatabase({ sets: watchdogTestSets });

beforeAll(async () => {
  watch = new WatchdogUnderTest(database.url, '2026-11-18T10:00');
  await watch.start();
});

const registered = {
  received: '2026-11-18T09:58',
  registered: '2026-11-18T09:59',
  tagged: '2026-11-18T09:59',
  acknowledged: '2026-11-18T09:59',
} as const;
const assigned = { ...registered, assigned: '2026-11-18T10:00', 'department-told': '2026-11-18T10:00' } as const;

async function lookedAt(caseId: string): Promise<void> {
  await eventually(async () => {
    const { rows } = await database.query<{ next: Date | null }>(
      'select next_action_at as next from watch.watched_case where case_id = $1',
      [caseId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.next === null || (rows[0]?.next ?? 0) > watch.clock.now()).toBe(true);
  });
}

/** Exactly these, each once; messages of one moment may come in any order. */
async function expectTold(caseId: string, told: readonly string[]): Promise<void> {
  await eventually(() => {
    expect(watch.told(caseId).toSorted()).toEqual(told.toSorted());
  });
  await lookedAt(caseId);
  expect(watch.told(caseId)).toHaveLength(told.length);
}

describe('a case that nobody takes up (PG-22)', () => {
  it('is warned of, then escalated step by step, each once, whatever is restarted in between', async () => {
    const open = newCase(assigned);
    await watch.say('case.registered', { ...shared(open), deliveryId: newDelivery(), number: '202611-ZL-001' });
    await expectTold(open.caseId, []);

    watch.advanceTo('2026-11-18T11:00');
    await expectTold(open.caseId, ['deadline.approaching takeover']);

    watch.advanceTo('2026-11-18T13:30');
    await expectTold(open.caseId, [
      'deadline.approaching takeover',
      'deadline.missed takeover',
      'escalation.due takeover 1',
    ]);

    await watch.stopWatchdog();
    await watch.startWatchdog();
    watch.advanceTo('2026-11-18T15:30');
    await expectTold(open.caseId, [
      'deadline.approaching takeover',
      'deadline.missed takeover',
      'escalation.due takeover 1',
      'escalation.due takeover 2',
    ]);

    const due = watch.heard.find(
      ({ type, data }) => type === 'escalation.due' && 'caseId' in data && data.caseId === open.caseId,
    );
    expect(due?.data).toMatchObject({
      clause: 'PG-22',
      dueAt: at('2026-11-18T12:00').toISOString(),
      roles: ['department-head'],
      channels: ['mail', 'sms'],
      missed: true,
    });
  });

  it('falls silent once somebody takes it', async () => {
    const open = newCase({ ...registered, assigned: '2026-11-18T15:30', 'department-told': '2026-11-18T15:30' });
    await watch.say('case.registered', { ...shared(open), deliveryId: newDelivery(), number: '202611-ZL-002' });
    await expectTold(open.caseId, []);
    watch.advanceTo('2026-11-18T16:30');
    await expectTold(open.caseId, ['deadline.approaching takeover']);

    const facts = factsOf({
      accepted: '2026-11-18T16:40',
      planned: '2026-11-18T16:40',
      'customer-told-plan': '2026-11-18T16:41',
    });
    await watch.say('case.accepted', {
      ...shared(open),
      caseVersion: 2,
      stage: 'accepted',
      facts,
      person: PersonId.parse('luo-zhiyuan'),
    });
    await eventually(async () => {
      const { rows } = await database.query<{ satisfied: Date }>(
        `select satisfied_at as satisfied from watch.deadline where case_id = $1 and milestone = 'takeover'`,
        [open.caseId],
      );
      expect(rows[0]?.satisfied).toEqual(at('2026-11-18T16:40'));
    });
    watch.advanceTo('2026-11-19T11:59');
    await expectTold(open.caseId, ['deadline.approaching takeover']);
  });

  it('is escalated to the next step at once where a role is vacant', async () => {
    watch.advanceTo('2026-11-19T13:30');
    const open = newCase({ ...registered, assigned: '2026-11-19T13:30', 'department-told': '2026-11-19T13:30' });
    await watch.say('case.registered', { ...shared(open), deliveryId: newDelivery(), number: '202611-ZL-003' });
    await lookedAt(open.caseId);
    watch.advanceTo('2026-11-19T15:30');
    await expectTold(open.caseId, ['deadline.missed takeover', 'escalation.due takeover 1']);

    const first = watch.heard.findLast(({ type }) => type === 'escalation.due');
    if (first === undefined || !('escalationId' in first.data)) {
      throw new Error('nothing was escalated');
    }
    await watch.say('escalation.moot', {
      escalationId: first.data.escalationId,
      caseId: open.caseId,
      code: 'role-vacant',
    });
    await expectTold(open.caseId, [
      'deadline.missed takeover',
      'escalation.due takeover 1',
      'escalation.due takeover 2',
    ]);
  });
});

describe('a step that repeats', () => {
  it('is told again until somebody acknowledges it, while the clock goes on', async () => {
    watch.advanceTo('2026-11-20T09:00');
    const facts = { ...registered, tagged: '2026-11-20T09:00', 'tagged-major': '2026-11-20T09:00' } as const;
    const told = { 'heads-told': '2026-11-20T09:00', 'department-told': '2026-11-20T09:00' } as const;
    const open = newCase({ ...facts, ...told, assigned: '2026-11-20T09:00' }, { tag: 'major' });
    await watch.say('case.registered', { ...shared(open), deliveryId: newDelivery(), number: '202611-ZL-006' });
    await lookedAt(open.caseId);
    watch.advanceTo('2026-11-20T10:30');
    const climbed = [
      'escalation.due takeover-major 1',
      'escalation.due takeover-major 2',
      'escalation.due takeover-major 3',
    ];
    await expectTold(open.caseId, ['deadline.missed takeover-major', ...climbed]);
    watch.advanceTo('2026-11-20T11:30');
    await expectTold(open.caseId, ['deadline.missed takeover-major', ...climbed, 'escalation.due takeover-major 3']);

    const last = watch.heard.findLast(({ type }) => type === 'escalation.due');
    if (last === undefined || !('escalationId' in last.data)) {
      throw new Error('nothing was escalated');
    }
    await watch.say('escalation.acknowledged', { escalationId: last.data.escalationId, caseId: open.caseId });
    await eventually(async () => {
      const { rows } = await database.query('select from watch.emission where acknowledged_at is not null');
      expect(rows).toHaveLength(1);
    });
    await lookedAt(open.caseId);
    watch.advanceTo('2026-11-20T17:00');
    await lookedAt(open.caseId);
    expect(watch.told(open.caseId)).toHaveLength(5);
  });
});

describe('a limit', () => {
  it('moves by a pause and says nothing while it runs', async () => {
    watch.advanceTo('2026-11-23T09:00');
    const open = newCase(
      {
        received: '2026-11-23T08:58',
        registered: '2026-11-23T09:00',
        tagged: '2026-11-23T09:00',
        acknowledged: '2026-11-23T09:00',
      },
      { stage: 'registered' },
    );
    await watch.say('case.registered', {
      ...shared(open),
      facts: open.facts,
      deliveryId: newDelivery(),
      number: '202611-ZL-004',
    });
    const told = newCase({ 'department-told': '2026-11-23T09:01' }).facts;
    await watch.say('case.noted', { ...shared(open), caseVersion: 2, facts: told });
    await watch.say('case.timed', {
      ...shared(open),
      caseVersion: 3,
      facts: [],
      agreedLimits: [],
      pauses: [{ cause: 'waiting-for-customer', from: at('2026-11-24T09:00').toISOString(), until: null }],
    });
    await lookedAt(open.caseId);
    watch.advanceTo('2026-11-30T09:00');
    await watch.say('case.timed', {
      ...shared(open),
      caseVersion: 4,
      facts: [],
      agreedLimits: [],
      pauses: [
        {
          cause: 'waiting-for-customer',
          from: at('2026-11-24T09:00').toISOString(),
          until: at('2026-11-26T09:00').toISOString(),
        },
      ],
    });
    await eventually(async () => {
      const { rows } = await database.query<{ due: Date }>(
        `select due_at as due from watch.deadline where case_id = $1 and milestone = 'resolution'`,
        [open.caseId],
      );
      expect(rows[0]?.due).toEqual(at('2026-11-30T18:00'));
    });
    expect(watch.told(open.caseId)).not.toContain('deadline.missed resolution');
  });

  it('that was missed stays on record when the case becomes major by it, and the major limit starts anew (PG-13.2.2, PG-13.2.3)', async () => {
    watch.advanceTo('2026-12-01T09:00');
    const open = newCase(
      {
        ...assigned,
        accepted: '2026-11-18T10:05',
        planned: '2026-11-18T10:10',
        'customer-told-plan': '2026-11-18T10:11',
      },
      { stage: 'planned' },
    );
    await watch.say('case.registered', { ...shared(open), deliveryId: newDelivery(), number: '202611-ZL-005' });
    await expectTold(open.caseId, ['deadline.missed resolution', 'escalation.due resolution 1']);

    const facts = factsOf({
      tagged: '2026-12-01T09:00',
      'tagged-major': '2026-12-01T09:00',
      'heads-told': '2026-12-01T09:00',
      'department-told': '2026-12-01T09:01',
    });
    await watch.say('case.tagged', {
      ...shared(open),
      caseVersion: 2,
      tag: 'major',
      facts,
      deliveryId: newDelivery(),
      clauses: ['PG-13.2.3'],
      by: 'time',
      correction: false,
    });
    await eventually(async () => {
      const { rows } = await database.query<{ milestone: string; missed: boolean; superseded: boolean; due: Date }>(
        `select milestone, missed, superseded, due_at as due from watch.deadline where case_id = $1 and milestone like 'resolution%' order by milestone`,
        [open.caseId],
      );
      expect(rows).toEqual([
        { milestone: 'resolution', missed: true, superseded: true, due: at('2026-11-23T18:00') },
        { milestone: 'resolution-major', missed: false, superseded: false, due: at('2026-12-10T18:00') },
      ]);
    });
  });
});
