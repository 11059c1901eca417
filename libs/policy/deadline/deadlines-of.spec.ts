import { describe, expect, it } from '@jest/globals';
import type { Fact } from '#libs/contracts/vocabulary.js';
import { loadPresets } from '../load/load-presets.js';
import type { Deadline } from './deadline.js';
import { deadlinesOf, referralLimit, type WatchedFacts } from './deadlines-of.js';

const preset = loadPresets('config/presets').book.get('property-group');

/** Local time in Shanghai. */
const at = (local: string): Date => new Date(`${local}${local.length > 16 ? '' : ':00'}+08:00`);
const later = at('2026-12-31T00:00');

function watched(facts: Partial<Record<Fact, string>>, rest: Partial<WatchedFacts> = {}): WatchedFacts {
  return {
    unit: 'yunhu',
    tag: 'general',
    category: 'building-quality',
    urgent: false,
    stage: 'assigned',
    marks: [],
    pauses: [],
    agreedLimits: [],
    facts: Object.entries(facts).map(([fact, local]) => ({ fact: fact as Fact, at: at(local).toISOString() })),
    ...rest,
  };
}

function deadline(milestone: string, about: WatchedFacts, now: Date = later): Deadline {
  const found = deadlinesOf(preset, about, now).find((candidate) => candidate.milestone === milestone);
  if (found === undefined) {
    throw new Error(`no deadline ${milestone}`);
  }
  return found;
}

const received = { received: '2026-11-18T09:58', registered: '2026-11-18T10:00', tagged: '2026-11-18T10:00' };

describe('deadlines of a case', () => {
  it('is registered within 5 minutes round the clock (PG-16)', () => {
    const found = deadline('registration', watched({ received: '2026-11-21T23:58' }, { tag: null, stage: 'received' }));

    expect(found).toMatchObject({
      dueAt: at('2026-11-22T00:03'),
      satisfiedAt: null,
      clauses: ['PG-16'],
      owners: ['desk'],
    });
    expect(found.warnAt).toEqual([at('2026-11-22T00:01')]);
  });

  it('gives a general case three working days from registration, a major one seven from the tag (PG-18.2)', () => {
    expect(deadline('resolution', watched(received)).dueAt).toEqual(at('2026-11-23T18:00'));
    const major = watched({ ...received, 'tagged-major': '2026-11-19T09:00' }, { tag: 'major' });
    expect(deadline('resolution-major', major).dueAt).toEqual(at('2026-11-30T18:00'));
    expect(deadlinesOf(preset, major, later).map((found) => found.milestone)).not.toContain('resolution');
  });

  it.each([
    ['sooner than ours: it wins', '2026-11-19T18:00', '2026-11-19T18:00'],
    ['later than ours: ours stays', '2026-11-30T18:00', '2026-11-23T18:00'],
  ])('keeps to the due date of an authority that is %s (SI-12)', (_case, referred, due) => {
    const referral = { milestone: referralLimit, dueAt: at(referred).toISOString() };
    expect(deadline('resolution', watched(received, { agreedLimits: [referral] })).dueAt).toEqual(at(due));
    const response = deadline('response', watched(received, { agreedLimits: [referral] }));
    expect(response).toMatchObject({ dueAt: at('2026-11-18T10:03'), agreed: false });
  });

  it('lets no extension pass the due date of an authority, whichever was set first (SI-12)', () => {
    const agreedLimits = [
      { milestone: 'resolution', dueAt: at('2026-12-10T18:00').toISOString() },
      { milestone: referralLimit, dueAt: at('2026-11-25T18:00').toISOString() },
    ];
    for (const limits of [agreedLimits, agreedLimits.toReversed()]) {
      const found = deadline('resolution', watched(received, { agreedLimits: limits }));
      expect(found).toMatchObject({ dueAt: at('2026-11-25T18:00'), agreed: true });
      expect(found.key).toContain('2026-11-25T10:00:00.000Z');
    }
  });

  it('knows what was reached, in time or late', () => {
    expect(deadline('response', watched({ ...received, acknowledged: '2026-11-18T10:01' })).satisfiedAt).toEqual(
      at('2026-11-18T10:01'),
    );
    expect(deadline('response', watched(received)).satisfiedAt).toBeNull();
  });

  it('starts anew when the start fact comes again: a second plan must be told too (PG-25)', () => {
    const twice = watched({ planned: '2026-11-18T15:00', 'customer-told-plan': '2026-11-18T15:05' });
    const again = {
      ...twice,
      facts: [...twice.facts, { fact: 'planned' as const, at: at('2026-11-19T15:00').toISOString() }],
    };

    expect(deadline('customer-told', twice).satisfiedAt).toEqual(at('2026-11-18T15:05'));
    expect(deadline('customer-told', again)).toMatchObject({ satisfiedAt: null, dueAt: at('2026-11-19T15:15') });
    expect(deadline('customer-told', again).key).not.toBe(deadline('customer-told', twice).key);
  });

  it('climbs the ladder on the clock of the milestone (PG-22)', () => {
    const found = deadline('takeover', watched({ ...received, assigned: '2026-11-18T16:30' }));

    expect(found.dueAt).toEqual(at('2026-11-19T09:30'));
    expect(found.warnAt).toEqual([at('2026-11-18T17:30')]);
    expect(found.ladder.map((step) => [step.step, step.at, step.roles])).toEqual([
      [1, at('2026-11-19T09:30'), ['department-head']],
      [2, at('2026-11-19T11:30'), ['unit-head']],
      [3, at('2026-11-20T18:00'), ['vice-president']],
    ]);
    expect(found.ladder[2]?.repeatsAt).toEqual([
      at('2026-11-23T18:00'),
      at('2026-11-24T18:00'),
      at('2026-11-25T18:00'),
    ]);
  });

  it('resolves role groups, each role once', () => {
    expect(deadline('resolution', watched(received)).ladder[0]?.roles).toEqual(['department-head', 'unit-head']);
  });

  it('says what the case becomes when a limit is missed (PG-13.2.2, PG-13.2.3)', () => {
    expect(deadline('resolution', watched(received)).missedTag).toBe('major');
    expect(deadline('unsolved-month', watched(received))).toMatchObject({
      missedTag: 'major',
      dueAt: at('2026-12-19T00:00'),
    });
  });

  it('takes an agreed limit in place of the computed one (PG-18.3)', () => {
    const agreed = watched(received, {
      agreedLimits: [{ milestone: 'resolution', dueAt: at('2026-11-27T18:00').toISOString() }],
    });

    expect(deadline('resolution', agreed)).toMatchObject({ dueAt: at('2026-11-27T18:00'), agreed: true });
  });

  it('has no due instant while a limit waits to be set, and one once it is', () => {
    const planned = { ...received, planned: '2026-11-18T15:00' };
    const set = watched(planned, {
      agreedLimits: [{ milestone: 'plan-limit', dueAt: at('2026-11-20T18:00').toISOString() }],
    });

    expect(deadline('plan-limit', watched(planned))).toMatchObject({ dueAt: null, ladder: [], warnAt: [] });
    expect(deadline('plan-limit', set).dueAt).toEqual(at('2026-11-20T18:00'));
  });

  it('owes nothing more once the case is closed', () => {
    const closed = watched({ ...received, closed: '2026-11-18T11:00' }, { stage: 'closed', tag: 'general' });

    expect(deadline('resolution', closed)).toMatchObject({ satisfiedAt: null, droppedAt: at('2026-11-18T11:00') });
    const withoutFact = watched(received, { stage: 'closed' });
    expect(deadline('resolution', withoutFact, at('2026-11-18T12:00')).droppedAt).toEqual(at('2026-11-18T12:00'));
  });
});

describe('pauses', () => {
  const paused = (from: string, until: string | null) => [
    {
      cause: 'waiting-for-customer' as const,
      from: at(from).toISOString(),
      until: until === null ? null : at(until).toISOString(),
    },
  ];

  it('move the due instant by the working time they took', () => {
    const about = watched(received, { pauses: paused('2026-11-19T09:00', '2026-11-20T09:00') });

    expect(deadline('resolution', about).dueAt).toEqual(at('2026-11-24T18:00'));
  });

  it('take nothing where no work is done: over a weekend the limit stays', () => {
    const about = watched(received, { pauses: paused('2026-11-20T18:00', '2026-11-23T09:00') });

    expect(deadline('resolution', about).dueAt).toEqual(at('2026-11-23T18:00'));
  });

  it('count once where they overlap, and only after the start', () => {
    const overlapping = [
      ...paused('2026-11-17T09:00', '2026-11-18T11:00'),
      ...paused('2026-11-18T10:30', '2026-11-18T11:30'),
    ];

    expect(deadline('resolution', watched(received, { pauses: overlapping })).dueAt).toEqual(at('2026-11-24T10:30'));
  });

  it('hold everything back while they run', () => {
    const about = watched(received, { pauses: paused('2026-11-19T09:00', null) });

    expect(deadline('resolution', about, at('2026-11-26T09:00')).paused).toBe(true);
    expect(deadline('resolution', about, at('2026-11-20T09:00')).dueAt).toEqual(at('2026-11-24T18:00'));
  });

  it('do not stop first responses', () => {
    const about = watched(received, { pauses: paused('2026-11-18T09:59', null) });

    expect(deadline('response', about)).toMatchObject({ dueAt: at('2026-11-18T10:03'), paused: false });
  });

  it('come too late to move a limit that was missed before', () => {
    const about = watched(received, { pauses: paused('2026-11-24T09:00', '2026-11-25T09:00') });

    expect(deadline('resolution', about).dueAt).toEqual(at('2026-11-23T18:00'));
  });
});
