import { describe, expect, it } from '@jest/globals';
import { policyFiles, withFile } from '../testing/policy-files.js';
import { assemblePresets } from './assemble-presets.js';
import { faultLine } from './policy-fault.js';

const shipped = policyFiles();
const head = `kind: preset
id: own
version: "1"
effectiveFrom: 2027-01-01
approval: {by: 管理委员会, on: 2026-12-20, clauses: [default]}
title: {zh: 自有, en: own}
extends: property-group
`;

function faultsOf(text: string): string[] {
  const { faults } = assemblePresets(withFile(shipped, 'own.yaml', text));
  return faults.map((fault) => `${fault.severity} ${faultLine(fault)}`);
}

const own = (text: string): string[] => faultsOf(`${head}${text}`);

describe("an administrator's mistake is named by its line, with what to write instead", () => {
  it.each([
    ['tabs', 'milestones:\n\tresolution: {limit: 2h}', /^error own\.yaml:9: Tabs are not allowed/u],
    ['the same key twice', 'roles: {}\nroles: {}', /^error own\.yaml:9: Map keys must be unique/u],
    [
      'a misspelt section',
      'milestone: {}',
      /^error own\.yaml:8: milestone: unknown section; did you mean milestones\?$/u,
    ],
    ['a section that there is not', 'holidays: {}', /^error own\.yaml:8: holidays: unknown section$/u],
    [
      'no limit',
      'milestones:\n  plan: {limit: soon}',
      /own\.yaml:9: milestones\.plan\.limit: not a limit: write 60s, /u,
    ],
    [
      'a number for a text',
      'milestones:\n  plan: {limit: 2}',
      /own\.yaml:9: milestones\.plan\.limit: must be a text \(/u,
    ],
    [
      'no time at all',
      'milestones:\n  plan: {limit: 0h}',
      /own\.yaml:9: milestones\.plan\.limit: 0h is over as it begins: write/u,
    ],
    [
      'a reminder without a pause',
      'milestones:\n  plan:\n    ladder: [{after: 0min, roles: [desk], channels: [mail], repeat: {every: 0min, atMost: 9}}]',
      /own\.yaml:10: milestones\.plan\.ladder\.0\.repeat\.every: 0min is over as it begins/u,
    ],
    ['a list for a map', 'roles: []', /^error own\.yaml:8: roles: must be a map of keys/u],
    [
      'a section taken away',
      'milestones: null',
      /^error own\.yaml:8: milestones: must be a map of keys; null takes away single entries/u,
    ],
    [
      'an alias inside its own anchor',
      'milestones: &a\n  x: *a',
      /^error own\.yaml:9: \*a stands inside what it is an alias of/u,
    ],
  ])('%s', (_, text, line) => {
    expect(own(text).join('\n')).toMatch(line);
  });

  it.each([
    [
      'a version that is a number',
      head.replace('"1"', '1'),
      /own\.yaml:3: version: must be a text \(a number .* quotes\)/u,
    ],
    [
      'a date of another kind',
      head.replace('2027-01-01', '1.1.2027'),
      /own\.yaml:4: effectiveFrom: must be a day like 2027-01-31/u,
    ],
    ['an empty file', '', /^error own\.yaml:1: must be a map of keys$/u],
    ['no YAML at all', '\u0000\u0001%PNG\n{{{{', /^error own\.yaml:\d+: /u],
  ])('%s', (_, text, line) => {
    expect(faultsOf(text).join('\n')).toMatch(line);
  });

  it('aliases that would fill the memory', () => {
    const level = (n: number): string =>
      `  l${String(n)}: &l${String(n)} [${Array.from({ length: 9 }, () => `*l${String(n - 1)}`).join(', ')}]`;
    const bomb = ['roles:', '  l0: &l0 [a, b, c]', ...Array.from({ length: 9 }, (_, n) => level(n + 1))].join('\n');
    expect(own(bomb)).toEqual([expect.stringMatching(/own\.yaml:\d+: holds more than 200000 values/u)]);
  });

  it('what a shipped file needs and this preset takes away, as this preset has it', () => {
    expect(own('roles: {vice-president: null}')).toContainEqual(
      expect.stringMatching(
        /^error property-group\.yaml:\d+: extension\.confirmedBy: .* vice-president, as own@1 has it \(PG-18\.3\)$/u,
      ),
    );
  });
});

describe('what will never come is warned of', () => {
  it('as a task that opens, or a copy that goes out, on a fact that nothing makes', () => {
    const task =
      'title: {zh: 复核, en: check}, when: {}, role: desk, fact: result-filed, milestone: null, template: task-opened';
    const copy = 'when: {}, roles: [desk], channels: [mail], template: management-told, on: escalated-repeat';
    expect(
      own(
        `tasks:\n  check: {${task}, opensOn: suspended, clauses: [default]}\ndispatching:\n  copies:\n    again: {${copy}, clauses: [default]}`,
      ),
    ).toEqual([
      'warning own.yaml:9: tasks.check.opensOn: never comes: nothing in this preset makes suspended a fact',
      'warning own.yaml:12: dispatching.copies.again.on: never comes: nothing in this preset makes escalated-repeat a fact (PG-19)',
    ]);
  });
});
