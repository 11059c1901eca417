import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonId } from '#libs/contracts/identity.js';
import type { WatchedCase } from '#libs/contracts/messages/case-event.schema.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import {
  digested,
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

async function known(caseId: string): Promise<WatchedCase | undefined> {
  const { rows } = await database.query<{ state: WatchedCase }>(
    'select state from watch.watched_case where case_id = $1',
    [caseId],
  );
  return rows[0]?.state;
}

/** The course of one complaint as the dispatcher knows it: each step with the message that says so. */
function course(): { states: WatchedCase[]; say: (version: number) => Promise<void> } {
  const start = newCase(
    { received: '2026-11-18T09:58', registered: '2026-11-18T10:00' },
    { tag: null, stage: 'registered' },
  );
  const added = [
    {},
    { tag: 'general' as const, facts: factsOf({ tagged: '2026-11-18T10:00' }) },
    { stage: 'assigned' as const, facts: factsOf({ assigned: '2026-11-18T10:00' }) },
    { facts: factsOf({ 'department-told': '2026-11-18T10:01' }) },
    { facts: factsOf({ acknowledged: '2026-11-18T10:01' }) },
    { stage: 'accepted' as const, facts: factsOf({ accepted: '2026-11-18T10:20' }) },
    { stage: 'planned' as const, facts: factsOf({ planned: '2026-11-18T11:00' }) },
    { facts: factsOf({ 'customer-told-plan': '2026-11-18T11:05' }) },
  ];
  const states: WatchedCase[] = [];
  for (const [index, step] of added.entries()) {
    const before = states.at(-1) ?? start;
    const facts = index === 0 ? before.facts : [...before.facts, ...(step.facts ?? [])];
    states.push({ ...before, ...step, caseVersion: index + 1, facts });
  }
  const say = async (version: number): Promise<void> => {
    const state = states[version - 1];
    if (state === undefined) {
      throw new RangeError('no such version');
    }
    const data = { ...shared(state), facts: added[version - 1]?.facts ?? state.facts };
    switch (version) {
      case 1: {
        await watch.say('case.registered', { ...data, deliveryId: newDelivery(), number: '202611-ZL-001' });
        return;
      }
      case 2: {
        await watch.say('case.tagged', {
          ...data,
          deliveryId: newDelivery(),
          clauses: ['PG-13.1'],
          by: 'classifier',
          correction: false,
        });
        return;
      }
      case 3: {
        await watch.say('case.assigned', { ...data, department: 'engineering', person: PersonId.parse('luo-zhiyuan') });
        return;
      }
      default: {
        await watch.say('case.noted', data);
        return;
      }
    }
  };
  return { states, say };
}

describe('cases that the watchdog hears of', () => {
  it('end in the last version, whatever the order in which the messages come and however often', async () => {
    const { states, say } = course();
    for (const version of [3, 1, 2, 5, 2, 8, 7, 4, 6, 1, 8]) {
      await say(version);
    }

    await eventually(async () => {
      expect(await known(states[0]?.caseId ?? '')).toEqual({ ...states.at(-1), facts: expect.any(Array) });
    });
    const state = await known(states[0]?.caseId ?? '');
    expect(new Set(state?.facts.map((record) => record.fact))).toEqual(
      new Set(states.at(-1)?.facts.map((record) => record.fact)),
    );
    const { rows } = await database.query('select from watch.parked_event');
    expect(rows).toHaveLength(0);
  });

  it('are made whole by the digest where every third message of them is lost', async () => {
    const courses = [course(), course(), course()];
    let count = 0;
    for (let version = 1; version <= 8; version += 1) {
      for (const { say } of courses) {
        count += 1;
        if (count % 3 !== 0) {
          await say(version);
        }
      }
    }
    const last = courses.map(({ states }) => states.at(-1)).filter((state) => state !== undefined);
    await watch.digest(...last.map((state) => digested(state)));

    for (const state of last) {
      await eventually(async () => {
        expect((await known(state.caseId))?.caseVersion).toBe(8);
      });
      await eventually(async () => {
        const { rows } = await database.query(
          `select milestone from watch.deadline where case_id = $1 and satisfied_at is null and not superseded order by milestone`,
          [state.caseId],
        );
        expect(rows).toEqual([
          { milestone: 'plan-limit' },
          { milestone: 'resolution' },
          { milestone: 'unsolved-month' },
        ]);
      });
    }
    const { rows } = await database.query('select from watch.parked_event');
    expect(rows).toHaveLength(0);
  });

  it('keep what is newer than a digest that was under way', async () => {
    const { states, say } = course();
    for (let version = 1; version <= 5; version += 1) {
      await say(version);
    }
    const caseId = states[0]?.caseId ?? '';
    await eventually(async () => {
      expect((await known(caseId))?.caseVersion).toBe(5);
    });
    const older = states[2];
    await watch.digest(...(older === undefined ? [] : [digested(older)]));
    await say(6);

    await eventually(async () => {
      expect((await known(caseId))?.caseVersion).toBe(6);
    });
  });

  it('are let go when two whole digests no longer name them, and not after one', async () => {
    const { states, say } = course();
    await say(1);
    const caseId = states[0]?.caseId ?? '';
    await eventually(async () => {
      expect(await known(caseId)).toBeDefined();
    });

    const digested = async (times: number): Promise<void> => {
      await eventually(async () => {
        const { rows } = await database.query<{ missing: number }>(
          'select missing_digests as missing from watch.watched_case where case_id = $1',
          [caseId],
        );
        expect(rows[0]?.missing).toBe(times);
      });
    };
    await watch.digest();
    await digested(1);
    expect((await known(caseId))?.stage).toBe('registered');
    await watch.digest();
    await digested(2);
    expect((await known(caseId))?.stage).toBe('closed');
  });

  it('wait for all pages of a digest before any is let go', async () => {
    const { states, say } = course();
    await say(1);
    const caseId = states[0]?.caseId ?? '';
    await eventually(async () => {
      expect(await known(caseId)).toBeDefined();
    });
    const digestId = randomUUID();
    const state = states[0];
    await watch.say('open-cases.digest', { digestId, page: 1, pages: 2, cases: [] });
    await watch.say('open-cases.digest', {
      digestId,
      page: 2,
      pages: 2,
      cases: state === undefined ? [] : [digested(state)],
    });

    await eventually(async () => {
      const { rows } = await database.query('select from watch.digest_page where digest_id = $1', [digestId]);
      expect(rows).toHaveLength(2);
    });
    const { rows } = await database.query('select from watch.watched_case where case_id = $1 and missing_digests = 0', [
      caseId,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('a case that is taken back (撤销)', () => {
  it('is what the message says and nothing of what was said before', async () => {
    const { states, say } = course();
    for (let version = 1; version <= 7; version += 1) {
      await say(version);
    }
    const earlier = states[5];
    if (earlier === undefined) {
      throw new Error('no state');
    }
    await eventually(async () => {
      const { rows } = await database.query(
        `select from watch.deadline where case_id = $1 and milestone = 'customer-told'`,
        [earlier.caseId],
      );
      expect(rows).toHaveLength(1);
    });
    await watch.say('case.reverted', { ...earlier, caseVersion: 8 });

    await eventually(async () => {
      const state = await known(earlier.caseId);
      expect(state).toMatchObject({ caseVersion: 8, stage: 'accepted' });
      expect(state?.facts.map((record) => record.fact)).not.toContain('planned');
    });
    await eventually(async () => {
      const { rows } = await database.query(
        `select superseded from watch.deadline where case_id = $1 and milestone = 'customer-told'`,
        [earlier.caseId],
      );
      expect(rows).toEqual([{ superseded: true }]);
    });
  });
});
