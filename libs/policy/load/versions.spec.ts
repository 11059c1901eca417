import { describe, expect, it } from '@jest/globals';
import { policyFiles, withChange, withFile } from '../testing/policy-files.js';
import { assemblePresets, type PolicyFiles } from './assemble-presets.js';
import { faultLine } from './policy-fault.js';

const shipped = policyFiles();
const services = 'service-industry.yaml';

function linesOf(files: PolicyFiles): string[] {
  return assemblePresets(files).faults.map(
    ({ severity, ...fault }) => `${severity} ${faultLine({ severity, ...fault })}`,
  );
}

/** A shipped file with another version, and whatever else is changed. */
function copyOf(file: string, version: string, ...changes: readonly (readonly [string | RegExp, string])[]): string {
  const text = shipped.presets.find((preset) => preset.file === file)?.text ?? '';
  return changes.reduce(
    (all, [from, to]) => all.replace(from, to),
    text.replace(/^version: .*$/mu, `version: "${version}"`),
  );
}

/** An administrator's own preset. */
const own = (extended: string, from = '2026-06-01'): string => `kind: preset
id: own
version: "1"
effectiveFrom: ${from}
approval: {by: 管理委员会, on: 2026-05-20, clauses: [default]}
title: {zh: 自有, en: own}
extends: ${extended}
`;

const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);

describe('a version without the approval that its rules want (SI-6.3)', () => {
  const draft = 'approval: null';
  const committees = /approval: .*/u;

  it('never takes effect, alone too, and the warning says whose approval is missing', () => {
    const files = withChange(shipped, services, 'by: 客户投诉管理委员会', 'by: 门店运营部');
    const { book } = assemblePresets(files);
    expect(book.mayTakeEffect('service-industry')).toBe(false);
    expect(() => book.inForce('service-industry', noon('2026-11-24'))).toThrow(
      'no version of service-industry is approved',
    );
    expect(linesOf(files)).toEqual([
      'warning service-industry.yaml:6: approval.by: does not count: adoption.approvedBy wants 客户投诉管理委员会, and this version is a draft until then (SI-6.3)',
    ]);
  });

  it('leaves the one before it in force, be it a draft or approved by somebody else', () => {
    const next = [/effectiveFrom: .*/u, 'effectiveFrom: 2026-06-01'] as const;
    const book = assemblePresets(
      withFile(
        withFile(shipped, 'draft.yaml', copyOf(services, '2026.2', next, [committees, draft])),
        'other.yaml',
        copyOf(services, '2026.3', next, ['by: 客户投诉管理委员会', 'by: 总经理助理']),
      ),
    ).book;
    expect(book.inForce('service-industry', noon('2026-11-24')).version).toBe('2026.1');
    expect(book.get('service-industry').version).toBe('2026.1');
  });

  it("takes effect where the rules ask for nobody, or where a preset of one's own says so", () => {
    const alone = assemblePresets(
      withFile(shipped, 'own.yaml', own('property-group').replace(/approval: .*/u, draft)),
    ).book;
    expect(alone.inForce('own', noon('2026-11-24')).version).toBe('1');
    const inherits = assemblePresets(withFile(shipped, 'own.yaml', own('service-industry'))).book;
    expect(inherits.mayTakeEffect('own')).toBe(false);
    const freed = assemblePresets(withFile(shipped, 'own.yaml', `${own('service-industry')}adoption: null\n`)).book;
    expect(freed.inForce('own', noon('2026-11-24')).version).toBe('1');
  });

  it('counts from the day of its approval where that is later than its own', () => {
    const late = copyOf(
      services,
      '2026.2',
      [/effectiveFrom: .*/u, 'effectiveFrom: 2026-06-01'],
      ['2025-12-18', '2026-06-10'],
    );
    const files = withFile(shipped, 'late.yaml', late);
    const { book } = assemblePresets(files);
    expect(['2026-06-05', '2026-06-10'].map((day) => book.inForce('service-industry', noon(day)).version)).toEqual([
      '2026.1',
      '2026.2',
    ]);
    expect(linesOf(files)).toEqual([
      'warning late.yaml:5: effectiveFrom: counts from 2026-06-10 only, the day on which it was approved',
    ]);
  });

  it('must be wanted of a role that there is', () => {
    expect(linesOf(withChange(shipped, services, 'approvedBy: committee', 'approvedBy: board'))).toContain(
      'error service-industry.yaml:LINE: adoption.approvedBy: there is no role board (SI-6.3)'.replace(
        'LINE',
        String(copyOf(services, '').split('adoption:')[0]?.split('\n').length),
      ),
    );
  });
});

describe('versions of one day', () => {
  it('are in the order of their numbers: 2026.10 comes after 2026.9', () => {
    const files = withFile(
      withFile(shipped, 'a.yaml', copyOf(services, '2026.10')),
      'b.yaml',
      copyOf(services, '2026.9'),
    );
    expect(assemblePresets(files).book.inForce('service-industry', noon('2026-11-24')).version).toBe('2026.10');
  });
});

describe('a preset that extends another without saying which version', () => {
  const two = [/limit: 3 working days/u, 'limit: 2 working days'] as const;
  const dueUnder = (files: PolicyFiles): unknown =>
    assemblePresets(files).book.get({ id: 'own', version: '1' }).milestones['resolution']?.limit;

  it('keeps the one in force on its own first day, whatever comes later: its cases keep their rules (ME-0.9)', () => {
    const files = withFile(shipped, 'own.yaml', own('property-group'));
    const later = copyOf('property-group.yaml', '2026.2', [/effectiveFrom: .*/u, 'effectiveFrom: 2026-11-25'], two);
    const draft = copyOf('property-group.yaml', '2026.3', [/approval: .*/u, 'approval: null'], two);
    const both = withFile(withFile(files, 'later.yaml', later), 'draft.yaml', draft);
    expect(dueUnder(both)).toEqual(dueUnder(files));
    expect(dueUnder(both)).toMatchObject({ text: '3 working days' });

    const newer = withFile(withFile(shipped, 'later.yaml', later), 'own.yaml', own('property-group', '2026-12-01'));
    expect(dueUnder(newer)).toMatchObject({ text: '2 working days' });
    expect(dueUnder(withFile(both, 'own.yaml', own('property-group@2026.3')))).toMatchObject({
      text: '3 working days',
    });
  });

  it('must say which where a base or an overlay has several, and is told which there are', () => {
    const base = withFile(shipped, 'common-next.yaml', copyOf('common.yaml', '2'));
    expect(linesOf(base).filter((line) => line.includes('property-group.yaml'))).toEqual([
      'error property-group.yaml:11: extends: there are several versions of common (1, 2): write common@1 or another',
    ]);
    const plan = withFile(shipped, 'plan-next.yaml', copyOf('major-emergency.yaml', '2027.1'));
    const laid = (overlay: string): PolicyFiles =>
      withFile(plan, 'own.yaml', `${own('property-group')}overlays: [{preset: ${overlay}, variant: 0}]\n`);
    expect(linesOf(laid('major-emergency'))).toEqual([
      'error own.yaml:8: overlays.0.preset: there are several versions of major-emergency (2026.1, 2027.1): write major-emergency@2026.1 or another',
    ]);
    expect(linesOf(laid('major-emergency@2026.1'))).toEqual([]);
  });

  it('is not tried with a second variant of an overlay that it has, or inherits', () => {
    const laid = withFile(
      shipped,
      'own.yaml',
      `${own('property-group')}overlays: [{preset: major-emergency, variant: 1}]\n`,
    );
    const both = withFile(laid, 'further.yaml', own('own').replace('id: own', 'id: further'));
    expect(assemblePresets(both, { everyOverlay: true }).faults.map(faultLine)).toEqual([]);
  });

  it('is told which versions and presets there are when it names one that there is not', () => {
    expect(linesOf(withFile(shipped, 'own.yaml', own('property-group@2027.1')))).toEqual([
      'error own.yaml:7: extends: there is no version 2027.1 of property-group; there are 2026.1',
    ]);
    expect(linesOf(withFile(shipped, 'own.yaml', own('property')))[0]).toMatch(
      /^error own\.yaml:7: extends: there is no preset property; there are common, major-emergency, /u,
    );
  });
});
