import { describe, expect, it } from '@jest/globals';
import type { Deadline } from '#libs/policy/deadline/deadline.js';
import { planActions, type LedgerEntry } from './plan-actions.js';

const minute = (count: number): Date => new Date(Date.UTC(2026, 10, 18, 2, count));

function deadline(rest: Partial<Deadline> = {}): Deadline {
  return {
    milestone: 'takeover',
    key: 'takeover@2026-11-18T02:00:00.000Z',
    clauses: ['PG-22'],
    from: minute(0),
    limit: { kind: 'time', seconds: 3_600, text: '1h' },
    dueAt: minute(60),
    agreed: false,
    warnAt: [minute(30), minute(50)],
    ladder: [
      { step: 1, at: minute(60), repeatsAt: [], roles: ['department-head'], channels: ['mail'] },
      {
        step: 2,
        at: minute(90),
        repeatsAt: [minute(100), minute(110)],
        roles: ['unit-head'],
        channels: ['mail', 'sms'],
      },
    ],
    satisfiedAt: null,
    droppedAt: null,
    paused: false,
    owners: ['handler'],
    missedTag: null,
    ...rest,
  };
}

function said(kind: LedgerEntry['kind'], step: number, rest: Partial<LedgerEntry> = {}): LedgerEntry {
  return { kind, step, repetition: 0, vacant: false, acknowledged: false, ...rest };
}

const words = (about: Deadline, ledger: LedgerEntry[], now: Date): string[] =>
  planActions(about, ledger, now).now.map(
    ({ kind, step, repetition }) => `${kind} ${step}${repetition === 0 ? '' : `.${repetition}`}`,
  );

describe(planActions.name, () => {
  it('waits for the first warning, then the next, then the limit', () => {
    expect(planActions(deadline(), [], minute(0))).toEqual({ now: [], next: minute(30) });
    expect(words(deadline(), [], minute(30))).toEqual(['approaching 1']);
    expect(planActions(deadline(), [said('approaching', 1)], minute(31)).next).toEqual(minute(50));
    expect(planActions(deadline(), [said('approaching', 2)], minute(55)).next).toEqual(minute(60));
  });

  it('says everything once', () => {
    const ledger = [
      said('approaching', 2),
      said('missed', 0),
      said('escalation', 1),
      said('escalation', 2, { repetition: 2 }),
      said('escalation', 2),
    ];

    expect(planActions(deadline(), ledger, minute(500))).toEqual({ now: [], next: null });
  });

  it('takes every step that was due during an outage, but only the last warning and no warning of what is missed', () => {
    expect(words(deadline(), [], minute(55))).toEqual(['approaching 2']);
    expect(words(deadline(), [], minute(95))).toEqual(['missed 0', 'escalation 1', 'escalation 2']);
  });

  it('repeats a step until it is acknowledged, after an outage once only', () => {
    const ledger = [said('missed', 0), said('escalation', 1), said('escalation', 2)];

    expect(words(deadline(), ledger, minute(100))).toEqual(['escalation 2.1']);
    expect(words(deadline(), ledger, minute(115))).toEqual(['escalation 2.2']);
    expect(
      words(deadline(), [...ledger.slice(0, 2), said('escalation', 2, { acknowledged: true })], minute(115)),
    ).toEqual([]);
  });

  it('does not wait with the next step where nobody holds the role of the one before', () => {
    const ledger = [said('missed', 0), said('escalation', 1, { vacant: true })];

    expect(words(deadline(), ledger, minute(61))).toEqual(['escalation 2']);
  });

  it.each([
    ['is reached', { satisfiedAt: minute(40) }],
    ['is dropped', { droppedAt: minute(40) }],
    ['stands still', { paused: true }],
    ['waits to be set', { dueAt: null }],
  ])('says nothing of a deadline that %s', (_what, rest) => {
    expect(planActions(deadline(rest), [], minute(500))).toEqual({ now: [], next: null });
  });
});
