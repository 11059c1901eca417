import { describe, expect, it } from '@jest/globals';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { findHolders, onShift } from './find-holders.js';
import { loadRoster } from './load-roster.js';
import type { Leave, Person } from './roster.js';

const roster = loadRoster('config/roster.example.yaml');
const preset = loadPresets('config/presets').book.get('property-group');
const ids = (people: readonly Person[] | undefined): string[] => (people ?? []).map((person) => person.id);

describe('people of the roster', () => {
  it('are known by each of their addresses and numbers, however written', () => {
    expect(roster.personByAddress(' Zhou.Min@EXAMPLE.com ')?.id).toBe('zhou-min');
    expect(roster.personByAddress('desk@example.com')?.id).toBe('zhou-min');
    expect(roster.personByPhone('+86 138 0000 2103')?.id).toBe('luo-zhiyuan');
    expect(roster.personByAddress('somebody@example.com')).toBeNull();
    expect(roster.personByPhone('13999999999')).toBeNull();
  });

  it('hold roles in their department, unit, or the unit above', () => {
    expect(ids(roster.holdersOf('handler', 'yunhu', 'engineering'))).toEqual(['luo-zhiyuan', 'hou-xin']);
    expect(ids(roster.holdersOf('handler', 'jiangnan', 'sales'))).toEqual(['fang-lei']);
    expect(ids(roster.holdersOf('unit-head', 'jiangnan', null))).toEqual(['wu-changjiang']);
    expect(roster.holdersOf('mascot', 'yunhu', null)).toEqual([]);
  });

  it('play roles as the scope of the preset says, with stand-ins where a role is vacant', () => {
    const place = { unit: 'yunhu', department: 'engineering' };

    expect(ids(findHolders(preset, roster, 'vice-president', place)?.people)).toEqual(['zheng-weimin']);
    expect(ids(findHolders(preset, roster, 'department-head', place)?.people)).toEqual(['gao-jianguo']);
    expect(ids(findHolders(preset, roster, 'unit-head', place)?.people)).toEqual(['ding-haiyan']);
    expect(findHolders(preset, roster, 'nobody', place)).toBeNull();
    const vacant = {
      ...preset,
      roles: {
        ...preset.roles,
        desk: { ...preset.roles['handler'], scope: 'department' as const, standIns: ['call-centre-head'] },
      },
    } as typeof preset;
    expect(findHolders(vacant, roster, 'desk', { unit: 'yunhu', department: 'property' })).toMatchObject({
      role: 'call-centre-head',
    });
  });

  it('are on shift by the clock, and all of them where nobody is', () => {
    const desk = findHolders(preset, roster, 'desk', { unit: 'hq', department: null })?.people ?? [];
    const at = (local: string): Date => new Date(`${local}:00+08:00`);

    expect(ids(onShift(preset, 'desk', desk, at('2026-11-21T10:00')))).toEqual(['zhou-min']);
    expect(ids(onShift(preset, 'desk', desk, at('2026-11-21T23:30')))).toEqual(['liang-xiaoyu']);
    expect(ids(onShift(preset, 'desk', desk, at('2026-11-22T07:59')))).toEqual(['liang-xiaoyu']);
    const byDay = desk.filter((person) => person.id === 'zhou-min');
    expect(ids(onShift(preset, 'desk', byDay, at('2026-11-21T23:30')))).toEqual(['zhou-min']);
  });
});

describe('deputies', () => {
  const noon = new Date('2026-11-23T04:00:00Z');
  const leave = (person: string, deputy: string | null = null): Leave => ({
    person,
    deputy,
    from: new Date('2026-11-22T16:00:00Z'),
    until: new Date('2026-11-25T16:00:00Z'),
  });
  const acting = (person: string, ...leaves: Leave[]): string | null => {
    const found = roster.person(person);
    return found === null ? null : (roster.deputyOf(found, leaves, noon)?.id ?? null);
  };

  it('act while somebody is on leave: the one named for it, else the one of the roster', () => {
    expect(acting('luo-zhiyuan')).toBe('luo-zhiyuan');
    expect(acting('luo-zhiyuan', leave('luo-zhiyuan'))).toBe('hou-xin');
    expect(acting('luo-zhiyuan', leave('luo-zhiyuan', 'gao-jianguo'))).toBe('gao-jianguo');
  });

  it('have deputies themselves; a circle of absences leaves nobody', () => {
    expect(acting('niu-ben', leave('niu-ben'), leave('cheng-haibo', 'ruan-fangfang'))).toBe('ruan-fangfang');
    expect(acting('luo-zhiyuan', leave('luo-zhiyuan'), leave('hou-xin'))).toBeNull();
  });
});
