import { describe, expect, it } from '@jest/globals';
import { newCase, shared, factsOf, at } from '../testing/watchdog-under-test.js';
import { applyEvent, mergeFacts } from './apply-event.js';

const before = newCase(
  { received: '2026-11-18T09:58', registered: '2026-11-18T10:00' },
  { agreedLimits: [{ milestone: 'resolution', dueAt: at('2026-11-27T18:00').toISOString() }] },
);
const occurredAt = at('2026-11-18T12:00');

describe(applyEvent.name, () => {
  it('adds the facts of the event and keeps pauses and agreed limits', () => {
    const data = {
      ...shared(before),
      caseVersion: 2,
      stage: 'accepted' as const,
      facts: factsOf({ accepted: '2026-11-18T10:30' }),
    };
    const after = applyEvent(before, { type: 'case.noted', data, occurredAt });

    expect(after).toEqual({ ...before, caseVersion: 2, stage: 'accepted', facts: [...before.facts, ...data.facts] });
  });

  it('takes pauses and agreed limits over where the event says them', () => {
    const pauses = [{ cause: 'waiting-for-customer' as const, from: occurredAt.toISOString(), until: null }];
    const data = { ...shared(before), caseVersion: 2, facts: [], pauses, agreedLimits: [] };

    expect(applyEvent(before, { type: 'case.timed', data, occurredAt })).toMatchObject({ pauses, agreedLimits: [] });
  });

  it('forgets everything before a command that was taken back', () => {
    const facts = factsOf({ received: '2026-11-18T09:58' });
    const after = applyEvent(before, {
      type: 'case.reverted',
      data: { ...before, caseVersion: 3, facts, agreedLimits: [] },
      occurredAt,
    });

    expect(after).toMatchObject({ facts, agreedLimits: [] });
  });

  it('gives a closed case the fact of it, once for each registration', () => {
    const data = { ...shared(before), caseVersion: 2, stage: 'closed' as const, facts: [], reason: 'invalid' as const };
    const closed = applyEvent(before, { type: 'case.closed', data, occurredAt });

    expect(closed.facts.at(-1)).toEqual({ fact: 'closed', at: occurredAt.toISOString() });
    expect(applyEvent(closed, { type: 'case.closed', data, occurredAt: at('2026-11-19T12:00') }).facts).toEqual(
      closed.facts,
    );
  });

  it('starts from nothing', () => {
    expect(applyEvent(null, { type: 'case.noted', data: shared(before), occurredAt })).toEqual({
      ...before,
      agreedLimits: [],
    });
  });
});

describe(mergeFacts.name, () => {
  it('keeps each fact and instant once, in order of time', () => {
    const late = factsOf({ planned: '2026-11-18T15:00' });

    expect(mergeFacts([...late, ...before.facts], [...late, ...before.facts])).toEqual([...before.facts, ...late]);
  });
});
