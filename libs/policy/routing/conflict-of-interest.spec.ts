import { describe, expect, it } from '@jest/globals';
import { loadRoster } from '#libs/roster/load-roster.js';
import { policyFiles, presetOf } from '../testing/policy-files.js';
import { conflictOf, conflictRulesOf, type ColleagueView } from './conflict-of-interest.js';

const preset = presetOf(policyFiles(), 'property-group');
const roster = loadRoster('config/roster.example.yaml');
const colleague = (id: string): ColleagueView | null => roster.person(id);

function person(id: string): ColleagueView {
  const found = colleague(id);
  if (found === null) {
    throw new Error(`the example roster has no ${id}`);
  }
  return found;
}

const about = (category: string) =>
  conflictRulesOf(preset, { unit: 'yunhu', tag: 'major', category, urgent: false, marks: [] });
const breaks = (who: string, complainedOf: string, category = 'staff-conduct'): string | null =>
  conflictOf(about(category), person(who), [person(complainedOf)], colleague)?.key ?? null;

describe('conflict of interest (PG-13.2.5, PC-4.2)', () => {
  it('keeps whoever is complained of, and all who work under them, off the case', () => {
    expect(breaks('gao-jianguo', 'gao-jianguo')).toBe('own-case');
    expect(breaks('luo-zhiyuan', 'gao-jianguo')).toBe('own-case');
    expect(breaks('luo-zhiyuan', 'zheng-weimin')).toBe('own-case');
  });

  it('leaves superiors and others on it', () => {
    expect(breaks('ding-haiyan', 'gao-jianguo')).toBeNull();
    expect(breaks('ma-chao', 'gao-jianguo')).toBeNull();
  });

  it('sends complaints about leaders to the audit of the group', () => {
    expect(about('leadership-conduct').map((rule) => [rule.key, rule.department, rule.at])).toEqual([
      ['own-case', null, 'group'],
      ['leader', 'audit', 'group'],
    ]);
    expect(breaks('shi-jiayi', 'zheng-weimin', 'leadership-conduct')).toBeNull();
  });

  it('follows a circle of superiors once', () => {
    const circle = new Map<string, ColleagueView>([
      ['a', { id: 'a', department: null, unit: 'hq', reportsTo: 'b' }],
      ['b', { id: 'b', department: null, unit: 'hq', reportsTo: 'a' }],
    ]);
    const a = circle.get('a') ?? person('he-jing');

    expect(conflictOf(about('safety'), a, [person('he-jing')], (id) => circle.get(id) ?? null)).toBeNull();
  });
});
