import { describe, expect, it } from '@jest/globals';
import { policyFiles, presetOf, withChange, withFile } from '../testing/policy-files.js';
import { assemblePresets, type PolicyFiles } from './assemble-presets.js';
import { faultLine } from './policy-fault.js';

const shipped = policyFiles();

const own = `kind: preset
id: own
version: "1"
effectiveFrom: 2026-06-01
approval: null
title: {zh: 自有, en: own}
extends: property-group
`;

function linesOf(files: PolicyFiles): string[] {
  return assemblePresets(files).faults.map(faultLine);
}

function lineOf(file: string, text: string): number {
  const source = shipped.presets.find((preset) => preset.file === file)?.text ?? '';
  return source.slice(0, source.indexOf(text)).split('\n').length;
}

describe('faults of a preset', () => {
  const file = 'property-group.yaml';

  it.each([
    [
      'a missing key',
      '\n    limit: 5min\n    clock: round-the-clock\n    owner: desk\n    warnAt: [60%]',
      '\n    clock: round-the-clock\n    owner: desk\n    warnAt: [60%]',
      /milestones\.registration\.limit: is missing \(PG-16\)$/u,
    ],
    [
      'a limit that cannot be read',
      'limit: 5min',
      'limit: soon',
      /milestones\.registration\.limit: not a limit: .* \(PG-16\)$/u,
    ],
    [
      'a fact that does not exist',
      'until: acknowledged',
      'until: answered',
      /milestones\.response\.until: must be received or .* \(PG-18\.1\)$/u,
    ],
    [
      'a role that does not exist',
      'confirmedBy: vice-president',
      'confirmedBy: vice',
      /extension\.confirmedBy: there is no role or role group vice \(PG-18\.3\)$/u,
    ],
    [
      'a department that does not exist',
      'department: {default: sales}',
      'department: {default: selling}',
      /categories\.sales-contract\.department\.default: there is no department selling \(PG-20\)$/u,
    ],
    [
      'a template that does not exist',
      'template: heads-copied',
      'template: heads',
      /dispatching\.copies\.heads\.template: there is no template heads \(PG-19\)$/u,
    ],
    [
      'a clause that is not in the register',
      'clauses: [PG-24, PG-17]',
      'clauses: [PG-99]',
      /milestones\.plan\.clauses\.0: cites PG-99, which is not among the clauses/u,
    ],
    [
      'working days on a clock that never stops',
      'limit: 3 working days\n    clock: working-time',
      'limit: 3 working days\n    clock: round-the-clock',
      /milestones\.resolution\.limit: 3 working days needs a clock of working time, not round-the-clock \(PG-18\.2\)$/u,
    ],
    [
      'a pattern without a serial',
      '{yyyy}{MM}-{type}-{seq:3}',
      '{yyyy}{MM}-{type}',
      /numbering\.pattern: may hold .* must hold one \{seq:n\}$/u,
    ],
    [
      'a word that must be said and is not',
      'anyOf: {zh: [感谢, 谢谢, 感謝, 謝謝], en: [thank, Thank]}',
      'anyOf: {zh: [鸣谢], en: [thank, Thank]}',
      /templates\.acknowledgement\.mail\.zh\.body: does not say any of 鸣谢/u,
    ],
  ])('are named with file, line, path and clause: %s', (_what, from, to, message) => {
    const lines = linesOf(withChange(shipped, file, from, to));

    expect(lines.join('\n')).toMatch(message);
    expect(lines[0]).toMatch(/^[a-z-]+\.yaml:\d+: /u);
  });

  it('give an unknown key its own line', () => {
    const line = lineOf(file, 'warnAt: [60%]');

    expect(linesOf(withChange(shipped, file, 'warnAt: [60%]', 'warnBefore: [60%]'))).toEqual([
      `${file}:${line}: milestones.registration.warnBefore: unknown key (PG-16)`,
    ]);
  });

  it('name the line of broken YAML and of a key that stands twice', () => {
    expect(linesOf(withFile(shipped, 'own.yaml', 'kind: preset\nid: own\nid: other\n'))[0]).toMatch(
      /^own\.yaml:3: Map keys must be unique/u,
    );
    expect(linesOf(withFile(shipped, 'own.yaml', 'kind: preset\n  id: [own\n'))[0]).toMatch(/^own\.yaml:\d: /u);
  });

  it('come all at once', () => {
    const twice = withChange(
      withChange(shipped, file, 'limit: 5min', 'limit: soon'),
      file,
      'unknownType: DF',
      'unknownType: 待',
    );

    expect(linesOf(twice)).toHaveLength(2);
  });
});

describe('warnings of a preset', () => {
  it.each([
    [
      'a step of a ladder that the change of tag takes away',
      '      - {after: 0min, roles: [heads], channels: [mail, sms]}\n    missed: {tag: major, clauses: [PG-13.2.3]}',
      '      - {after: 2h, roles: [heads], channels: [mail, sms]}\n    missed: {tag: major, clauses: [PG-13.2.3]}',
      /milestones\.resolution\.ladder\.0: never taken: the case becomes major/u,
    ],
    [
      'a fact that nothing makes',
      '    until: heads-told',
      '    until: summary-filed',
      /milestones\.heads-copied\.until: never ends: nothing in this preset makes summary-filed a fact/u,
    ],
    [
      'a role that nobody is asked for',
      '  call-centre-head:\n    title',
      '  mascot: {title: {zh: 吉祥物, en: mascot}, scope: group, clauses: [default]}\n  call-centre-head:\n    title',
      /roles\.mascot: nothing in this preset asks for this role/u,
    ],
  ])('tell what can never fire: %s', (_what, from, to, message) => {
    const { faults } = assemblePresets(withChange(shipped, 'property-group.yaml', from, to));

    expect(faults.map((fault) => fault.severity)).toEqual(['warning']);
    expect(faults.map(faultLine).join('\n')).toMatch(message);
  });
});

describe('what nothing can reach', () => {
  const known = { signals: new Set(['bodily-harm']), units: new Set(['head-office']) };
  const warningsOf = (text: string): string[] =>
    assemblePresets(withFile(shipped, 'own.yaml', `${own}${text}`), { everyOverlay: false, known })
      .faults.filter(({ severity, at }) => severity === 'warning' && at.file === 'own.yaml')
      .map(faultLine);

  it.each([
    [
      'a rule with nothing to find',
      'tags:\n  major:\n    rules:\n      empty: {title: {zh: 空, en: empty}, clauses: [PG-13.2.1]}\n',
      /own\.yaml:11: tags\.major\.rules\.empty: never fires: it names nothing to find/u,
    ],
    [
      'a signal that the classifier does not know',
      'tags:\n  major:\n    rules:\n      ghost: {title: {zh: 鬼, en: ghost}, clauses: [PG-13.2.1], any: [{signal: ghosts}]}\n',
      /own\.yaml:11: tags\.major\.rules\.ghost\.any\.0\.signal: never found: the classifier knows no signal ghosts \(PG-13\.2\.1\)/u,
    ],
    [
      'a rule that forbids what it wants',
      'tags:\n  major:\n    rules:\n      never: {title: {zh: 无, en: never}, clauses: [PG-13.2.1], all: [{signal: bodily-harm}], unless: [{signal: bodily-harm}]}\n',
      /tags\.major\.rules\.never\.all\.0: never fires: what must be found may not be found/u,
    ],
    [
      'a route of a unit that nobody has',
      'categories:\n  safety:\n    department: {byUnit: {moon: engineering}}\n',
      /own\.yaml:10: categories\.safety\.department\.byUnit\.moon: never taken: the roster has no unit moon/u,
    ],
    [
      'a milestone that ends as it starts',
      'milestones:\n  resolution: {until: tagged, from: tagged}\n',
      /milestones\.resolution\.until: never missed: it ends with the fact that starts it \(tagged\)/u,
    ],
    [
      'a condition that contradicts itself',
      'milestones:\n  resolution: {when: {marks: [complex], unmarked: [complex]}}\n',
      /milestones\.resolution\.when: never applies: it wants the mark complex and its absence/u,
    ],
    [
      'a template that nobody sends',
      'templates:\n  birthday: {title: {zh: 生日, en: Birthday}, audience: complainant, mail: {zh: {subject: 生日, body: 快乐}, en: {subject: Birthday, body: Happy}}, clauses: [default]}\n',
      /own\.yaml:9: templates\.birthday: never sent/u,
    ],
  ])('is warned of with its line: %s', (_what, text, message) => {
    expect(warningsOf(text).join('\n')).toMatch(message);
  });

  it('is not checked where nobody says what the classifier and the roster know', () => {
    const ghost =
      'tags:\n  major:\n    rules:\n      ghost: {title: {zh: 鬼, en: ghost}, clauses: [PG-13.2.1], any: [{signal: ghosts}]}\n';
    expect(linesOf(withFile(shipped, 'own.yaml', `${own}${ghost}`)).filter((line) => line.includes('ghost'))).toEqual(
      [],
    );
  });
});

describe('a preset that extends another', () => {
  it('is the other with its own entries over it, merged key by key', () => {
    const preset = presetOf(
      withFile(shipped, 'own.yaml', `${own}milestones:\n  resolution: {limit: 2 working days}\n`),
      'own',
    );

    expect(preset.milestones['resolution']).toMatchObject({
      limit: { text: '2 working days' },
      clauses: ['PG-18.2', 'PG-11'],
      missed: { tag: 'major' },
    });
    expect(preset.milestones['response']?.limit.text).toBe('5min');
    expect(preset).toMatchObject({ id: 'own', version: '1', approval: null });
  });

  it('takes an entry away by null', () => {
    const preset = presetOf(
      withFile(
        shipped,
        'own.yaml',
        `${own}milestones:\n  unsolved-month: null\ntags:\n  major:\n    rules: {gathering: null}\n`,
      ),
      'own',
    );

    expect(preset.milestones['unsolved-month']).toBeUndefined();
    expect(preset.tags.major?.rules['gathering']).toBeUndefined();
    expect(preset.tags.major?.rules['press']).toBeDefined();
  });

  it('keeps to the version it names, else to the one in force on its first day', () => {
    const newer = (shipped.presets.find((preset) => preset.file === 'property-group.yaml')?.text ?? '')
      .replace('version: "2026.1"', 'version: "2027.1"')
      .replace('effectiveFrom: 2026-01-01', 'effectiveFrom: 2027-01-01')
      .replace('limit: 3 working days', 'limit: 2 working days');
    const both = withFile(shipped, 'property-group-2027.yaml', newer);

    expect(presetOf(withFile(both, 'own.yaml', own), 'own').milestones['resolution']?.limit.text).toBe(
      '3 working days',
    );
    const pinned = own.replace('extends: property-group', 'extends: property-group@2027.1');
    expect(presetOf(withFile(both, 'own.yaml', pinned), 'own').milestones['resolution']?.limit.text).toBe(
      '2 working days',
    );
  });

  it.each([
    [
      'extends: property-group',
      'extends: nothing',
      'own.yaml:7: extends: there is no preset nothing; there are common, major-emergency, private-cinema, property-group, service-industry, own',
    ],
    [
      'extends: property-group',
      'extends: major-emergency',
      'own.yaml:7: extends: major-emergency is an overlay; name it under overlays',
    ],
    ['extends: property-group', 'extends: own', 'own.yaml:7: extends: own@1 extends itself'],
  ])('is refused with its line: %s to %s', (from, to, line) => {
    expect(linesOf(withFile(shipped, 'own.yaml', own.replace(from, to)))).toEqual([line]);
  });
});

describe('versions of a preset', () => {
  const old = (shipped.presets.find((preset) => preset.file === 'property-group.yaml')?.text ?? '')
    .replace('version: "2026.1"', 'version: "2025.1"')
    .replace('effectiveFrom: 2026-01-01', 'effectiveFrom: 2025-01-01');
  const { book } = assemblePresets(withFile(shipped, 'old.yaml', old));

  it('stay side by side: a case keeps the one it was opened under (ME-0.9)', () => {
    expect(book.get({ id: 'property-group', version: '2025.1' }).effectiveFrom).toBe('2025-01-01');
    expect(book.get('property-group').version).toBe('2026.1');
    expect(() => book.get({ id: 'property-group', version: '1999' })).toThrow('no preset property-group@1999');
  });

  it("apply from the start of their day in the preset's time zone", () => {
    expect(book.inForce('property-group', new Date('2025-12-31T15:59:00Z')).version).toBe('2025.1');
    expect(book.inForce('property-group', new Date('2025-12-31T16:00:00Z')).version).toBe('2026.1');
    expect(book.inForce('property-group', new Date('2020-01-01T12:00:00Z')).version).toBe('2025.1');
  });

  it('do not take effect without a recorded approval while another has one (SI-6.3)', () => {
    const draft = (shipped.presets.find((preset) => preset.file === 'property-group.yaml')?.text ?? '')
      .replace('version: "2026.1"', 'version: "2026.2"')
      .replace('effectiveFrom: 2026-01-01', 'effectiveFrom: 2026-06-01')
      .replace(/approval: .*\n/u, 'approval: null\n');
    const { book: drafted, faults } = assemblePresets(withFile(shipped, 'draft.yaml', draft));

    expect(drafted.inForce('property-group', new Date('2026-11-21T00:00:00Z')).version).toBe('2026.1');
    expect(faults.map((fault) => [fault.severity, fault.path])).toEqual([['warning', 'approval']]);
  });
});
