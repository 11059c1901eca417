import { describe, expect, it } from '@jest/globals';
import { CaseId } from '#libs/contracts/identity.js';
import { policyFiles, presetOf, withChange } from '#libs/policy/testing/policy-files.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import { compareCase, isDifferent } from './compare-case.js';
import type { Answer, CaseFacts, PastCase } from './past-case.js';
import { trialLines } from './trial-lines.js';

const shipped = policyFiles();
const before = presetOf(shipped, 'property-group');
const file = 'property-group.yaml';
const faster = presetOf(
  withChange(
    withChange(shipped, file, 'limit: 3 working days', 'limit: 2 working days'),
    file,
    'version: "2026.1"',
    'version: "2026.2"',
  ),
  'property-group',
);
const units = loadRoster('config/roster.example.yaml');
const unit = units.units.find((key) => units.kindOf(key) === 'project') ?? units.units[0] ?? '';
/** Friday; the third working day after it is Wednesday. */
const now = new Date('2026-11-28T01:00:00Z');
const general: Answer = {
  tag: 'general',
  abstained: false,
  category: 'equipment',
  urgent: false,
  clauses: ['PG-13.1'],
};
const major: Answer = { ...general, tag: 'major', clauses: ['PG-13.2.1'] };

const fact = (name: CaseFacts['facts'][number]['fact'], at: string) => ({ fact: name, at });
const state: CaseFacts = {
  id: CaseId.parse('00000000-0000-4000-8000-000000000001'),
  number: '202611-T1-001',
  unit,
  tag: 'general',
  category: 'equipment',
  urgent: false,
  stage: 'planned',
  marks: [],
  facts: [
    fact('received', '2026-11-23T01:00:00Z'),
    fact('registered', '2026-11-23T01:00:10Z'),
    fact('tagged', '2026-11-23T01:00:10Z'),
    fact('assigned', '2026-11-23T01:00:10Z'),
  ],
  pauses: [],
  agreedLimits: [],
};
const past = (more: Partial<PastCase> = {}): PastCase => ({
  state,
  openedUnder: { id: 'property-group', version: '2026.1' },
  decidedByPeople: false,
  answers: { before: general, after: general },
  ...more,
});

describe(compareCase.name, () => {
  it('finds nothing where both versions say the same', () => {
    expect(isDifferent(compareCase(past(), { before, after: before, units, now }))).toBe(false);
  });

  it('tells a limit that ends earlier, and that it would have been missed', () => {
    const { deadlines, tag } = compareCase(past(), {
      before,
      after: faster,
      units,
      now: new Date('2026-11-25T11:00:00Z'),
    });
    expect(tag).toBeNull();
    const resolution = deadlines.find(({ milestone }) => milestone === 'resolution');
    expect(resolution).toMatchObject({ kind: 'earlier', newlyMissed: true });
    expect((resolution?.before?.getTime() ?? 0) - (resolution?.after?.getTime() ?? 0)).toBe(86_400_000);
  });

  it('tells a tag that would be another, with the limits that come and go with it', () => {
    const difference = compareCase(past({ answers: { before: general, after: major } }), {
      before,
      after: before,
      units,
      now,
    });
    expect(difference.tag).toEqual({ before: 'general', after: 'major' });
    expect(difference.deadlines.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['added', 'gone']));
  });

  it('leaves what people said, and still compares the limits', () => {
    const difference = compareCase(past({ decidedByPeople: true, answers: { before: general, after: major } }), {
      before,
      after: faster,
      units,
      now,
    });
    expect(difference.tag).toBeNull();
    expect(difference.deadlines.map(({ milestone }) => milestone)).toEqual(['resolution']);
  });

  it('compares only way and limits where the text is erased', () => {
    expect(compareCase(past({ answers: null }), { before, after: faster, units, now })).toMatchObject({
      tag: null,
      category: null,
    });
  });
});

describe(trialLines.name, () => {
  it('counts, then tells case by case, in codes and instants', () => {
    const difference = compareCase(past({ answers: { before: general, after: { ...major, abstained: true } } }), {
      before,
      after: faster,
      units,
      now,
    });
    const text = trialLines(
      {
        preset: faster,
        since: new Date('2026-10-29T01:00:00Z'),
        differences: [difference],
        erased: 0,
        decidedByPeople: 1,
        versionUnknown: 2,
      },
      10,
    ).join('\n');
    expect(text).toMatch(
      /^property-group@2026\.2 on 1 cases since 2026-10-29 09:00.*: 1 would be different\. Nothing was changed\./u,
    );
    expect(text).toMatch(/general → major\? +1/u);
    expect(text).toMatch(/202611-T1-001: tag general → major\?/u);
    expect(text).toMatch(/2 left out: opened under a version that is not installed/u);
  });

  it('says so where there is no case', () => {
    const none = { preset: faster, since: now, differences: [], erased: 0, decidedByPeople: 0, versionUnknown: 0 };
    expect(trialLines(none, 10)).toHaveLength(1);
  });
});
