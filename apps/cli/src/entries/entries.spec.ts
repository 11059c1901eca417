import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { entryDuties, entryFaults } from './entry-duties.js';
import { entriesOf, nameOfEntry } from './entry.js';
import type { EntryResult } from './entry-results.schema.js';
import { clausePattern, sampleOf } from './fingerprint.js';
import { judgeClause } from './judge-clause.js';
import { takeAway } from './take-away.js';

const below = {
  path: 'config/presets/below.yaml',
  text: 'kind: base\nid: below\nmilestones:\n  first: {limit: 1h, clauses: [default]}\n',
};
const preset = {
  path: 'config/presets/shop.yaml',
  text: [
    'kind: preset',
    'id: shop',
    'extends: below',
    'approval: {by: board, clauses: [SH-1]}',
    'clauses: {SH-1: {source: "1", duty: {zh: 登记, en: Registered}}}',
    'milestones:',
    '  first: {clauses: [SH-1]}',
    '  second: {limit: 2h, clauses: [SH-1, SH-2]}',
    'extension: {milestones: [first, second]}',
  ].join('\n'),
};
const overlay = {
  path: 'config/presets/plan.yaml',
  text: [
    'kind: overlay',
    'id: plan',
    'everyVariant:',
    '  tasks: {analysis: {role: desk, clauses: [PL-1]}}',
    'variants:',
    '  "0":',
    '    clauses: [PL-1]',
    '    tasks: {analysis: {limit: 1h, clauses: [PL-2]}}',
  ].join('\n'),
};
const spec = { path: 'test/acceptance/shop.spec.ts', text: "it('is registered (SH-1)', async () => {});\n" };
const titles = [{ clause: 'SH-1', path: spec.path, title: 'is registered' }];
const [duty] = entryDuties([below, preset], titles, [spec]);

describe('entries', () => {
  it('are what cites a clause, but for the register, the approval and the head of a variant', () => {
    expect(entriesOf([preset, overlay]).map(nameOfEntry)).toEqual([
      'shop: milestones.first',
      'shop: milestones.second',
      'plan: everyVariant.tasks.analysis',
      'plan: variants.0.tasks.analysis',
    ]);
  });

  it('that are inherited are taken away by null, others altogether, and lists name them no more', () => {
    const [, shop] = takeAway([below, preset], duty?.entries ?? []);
    expect(parse(shop?.text ?? '')).toMatchObject({
      milestones: { first: null },
      extension: { milestones: ['second'] },
    });
    expect(shop?.text).not.toContain('2h');
  });

  it('of every variant go together with what variants add to them', () => {
    const [entry] = entriesOf([overlay]);
    const [plan] = takeAway([overlay], entry === undefined ? [] : [entry]);
    expect(plan?.text).not.toContain('analysis');
  });
});

describe('a clause in a pattern', () => {
  it.each([
    ['PG-14', 'decided (PG-14)', true],
    ['PG-14', 'proposed (PG-14.1)', false],
    ['PG-1', 'by PG-13: harm', false],
    ['SI-2.1', 'starts (SI-2.1, SI-3)', true],
  ])('%s in %j: %s', (clause, title, found) => {
    expect(new RegExp(clausePattern(clause), 'u').test(title)).toBe(found);
  });
});

describe('results', () => {
  const fresh: EntryResult = {
    clause: 'SH-1',
    verdict: 'red',
    taken: ['shop: milestones.first'],
    needed: [],
    red: ['is registered'],
    because: '0 limits',
    fingerprint: duty?.fingerprint ?? '',
    code: 'c',
  };
  const duties = duty === undefined ? [] : [duty];

  it('have no fault where the test turned red, or the presets are refused', () => {
    expect(entryFaults(duties, [fresh])).toEqual([]);
    expect(entryFaults(duties, [{ ...fresh, verdict: 'refused' }])).toEqual([]);
  });

  it('that are missing, stale or green are faults', () => {
    expect(entryFaults(duties, [])[0]).toContain('never tested');
    expect(entryFaults(duties, [{ ...fresh, fingerprint: 'old' }])[0]).toContain('changed since');
    expect(entryFaults(duties, [{ ...fresh, verdict: 'green' }])[0]).toContain('passes without');
    const [other] = entryDuties([below, preset], titles, [{ ...spec, text: spec.text.replace('{}', '{ go(); }') }]);
    expect(other?.fingerprint).not.toBe(duty?.fingerprint);
  });

  it('are of another sample when the code is another', () => {
    const clauses = Array.from({ length: 40 }, (_, index) => `SH-${String(index)}`);
    expect(sampleOf(clauses, 'a', 6)).toHaveLength(6);
    expect(sampleOf(clauses, 'a', 6)).toEqual(sampleOf(clauses, 'a', 6));
    expect(sampleOf(clauses, 'a', 6)).not.toEqual(sampleOf(clauses, 'b', 6));
  });

  it('say unsound, not red, of a test that fails with its entries too; refused, of presets that do not load', async () => {
    const passed = { passed: ['is registered'], failed: [], opened: true, because: '' };
    const failed = { passed: [], failed: ['is registered'], opened: true, because: 'away' };
    if (duty === undefined) {
      throw new Error('no duty');
    }
    const verdict = async (whole: typeof failed | typeof passed, without: typeof failed | typeof passed) => {
      const runs = [whole, without, without];
      const result = await judgeClause(duty, [below, preset], 'c', async () =>
        Promise.resolve(runs.shift() ?? without),
      );
      return result.verdict;
    };
    expect(await verdict(failed, failed)).toBe('unsound');
    // These presets are too small to load: nothing can be taken away from them, and they say so.
    expect(await verdict(passed, failed)).toBe('refused');
  });
});
