import { describe, expect, it } from '@jest/globals';
import { acceptanceTitles } from './acceptance-titles.js';
import { clauseRegister } from './clause-register.js';
import { traceabilityPage, traceFaults, type Trace } from './traceability-page.js';

const preset = {
  path: 'config/presets/shop.yaml',
  text: [
    'id: shop',
    'clauses:',
    '  SH-1: {source: 第一条, duty: {zh: 登记, en: Registered}}',
    '  SH-1.1: {source: 第一条（一）, duty: {zh: 编号, en: Numbered}}',
    '  SH-2: {source: 第二条, kind: people, duty: {zh: 培训, en: Training}}',
    'milestones:',
    '  registration: {from: received, clauses: [SH-1]}',
  ].join('\n'),
};
const spec = {
  path: 'test/acceptance/shop.acceptance.e2e.spec.ts',
  text: `it('is registered (SH-1)', async () => {});\nit.each([['SH-1.1', 'with a number', 'text']])('%s: %s', async () => {});`,
};

function trace(open: Record<string, string> = {}): Trace {
  return {
    clauses: clauseRegister([preset], []),
    titles: acceptanceTitles([spec]),
    open: new Map(Object.entries(open)),
    sources: [{ path: 'apps/dispatcher/src/number.ts', text: '/** Numbers (SH-1.1). */' }],
    duties: [],
    results: [],
  };
}

describe('traceability', () => {
  it('finds the entries of a clause, the modules that cite it, and the tests that name it', () => {
    const page = traceabilityPage(trace());

    expect(page).toContain('| SH-1 (第一条) | Registered | `shop: milestones.registration` | tested<br>');
    expect(page).toContain('`apps/dispatcher/src/number.ts` | tested<br>shop.acceptance.e2e.spec.ts: with a number |');
    expect(page).toContain('| SH-2 (第二条) | Training |  | for people: no software can do it |');
  });

  it('has no fault where every duty is tested or open', () => {
    expect(traceFaults(trace())).toEqual([]);
  });

  it('fails on a clause that is neither tested nor open, on one that is both, and on one that nobody knows', () => {
    expect(traceFaults({ ...trace(), titles: [] })).toEqual([
      'SH-1 is neither tested nor on the list of open clauses',
      'SH-1.1 is neither tested nor on the list of open clauses',
    ]);
    expect(traceFaults(trace({ 'SH-1': 'later', 'SH-9': 'later' }))).toEqual([
      'SH-1 is tested and on the list of open clauses; take it off the list',
      'SH-9 is on the list, but no preset has it',
    ]);
  });
});
