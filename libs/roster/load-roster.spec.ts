import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { faultLine } from '#libs/policy/load/policy-fault.js';
import { checkRoster } from './check-roster.js';
import { loadRoster, readRoster } from './load-roster.js';

const example = readFileSync('config/roster.example.yaml', 'utf8');
const propertyGroup = loadPresets('config/presets').book.get('property-group');

function linesOf(text: string): string[] {
  return readRoster('roster.yaml', text).faults.map(faultLine);
}

describe('the roster file', () => {
  it('is carried out by the example in all units under property-group', () => {
    const roster = loadRoster('config/roster.example.yaml');

    expect(checkRoster(roster, propertyGroup)).toEqual([]);
  });

  it('names file and line of an unknown key', () => {
    const line = example.split('\n').findIndex((text) => text.includes('    name: 郑卫民')) + 1;

    expect(linesOf(example.replace('    name: 郑卫民', '    nick: 郑卫民'))).toEqual([
      `roster.yaml:${line - 1}: people.zheng-weimin.name: is missing`,
      `roster.yaml:${line}: people.zheng-weimin.nick: unknown key`,
    ]);
  });

  it('refuses a deputy that does not exist, a circle of superiors and a shared address', () => {
    const broken = example
      .replace('deputy: kong-xue', 'deputy: nobody')
      .replace(
        '    unit: hq\n    roles: [vice-president, unit-head]',
        '    unit: hq\n    reportsTo: he-jing\n    roles: [vice-president, unit-head]',
      )
      .replace('niu.ben@example.com', 'Zhou.Min@example.com');

    const lines = linesOf(broken).join('\n');

    expect(lines).toContain('people.lu-minghui.deputy: there is no person nobody');
    expect(lines).toContain('people.he-jing.reportsTo: reports to itself in the end');
    expect(lines).toContain('people.niu-ben.mails.0: is the address of zhou-min too');
  });

  it('says which category of which unit nobody handles (PG-20)', () => {
    const without = example
      .replace('    department: audit\n    roles: [handler]', '    department: audit\n    roles: []')
      .replace('    department: audit\n    roles: [department-head]', '    department: audit\n    roles: []');
    const { roster } = readRoster('roster.yaml', without);

    const messages = roster === null ? [] : checkRoster(roster, propertyGroup).map((finding) => finding.message);

    expect(messages).toContain('nobody handles leadership-conduct: no handler in audit of hq');
  });

  it('says in one line that the file is not there', () => {
    expect(() => loadRoster('/nowhere/roster.yaml')).toThrow('/nowhere/roster.yaml: cannot be read');
  });
});
