import { describe, expect, it } from '@jest/globals';
import { at, newCase } from '../testing/watchdog-under-test.js';
import { judgeDigest } from './judge-digest.js';

const known = newCase(
  { received: '2026-11-18T09:58', registered: '2026-11-18T10:00' },
  { caseVersion: 4, marks: ['repeat', 'complex'] },
);

describe(judgeDigest.name, () => {
  it.each([
    ['unknown', null, known],
    ['agree', known, known],
    ['agree', known, { ...known, facts: known.facts.toReversed(), marks: known.marks.toReversed() }],
    ['ahead', known, { ...known, caseVersion: 3 }],
    ['behind', known, { ...known, caseVersion: 6 }],
    ['differ', known, { ...known, tag: 'major' as const }],
    ['differ', known, { ...known, facts: known.facts.slice(1) }],
    [
      'differ',
      known,
      { ...known, agreedLimits: [{ milestone: 'resolution', dueAt: at('2026-11-27T18:00').toISOString() }] },
    ],
  ])('says %s', (verdict, ours, told) => {
    expect(judgeDigest(ours, told)).toBe(verdict);
  });
});
