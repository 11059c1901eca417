import { describe, expect, it } from '@jest/globals';
import { loadRoster } from '#libs/roster/load-roster.js';
import { policyFiles, presetOf, withFile } from '../testing/policy-files.js';
import { departmentOf, routeCase } from './route-case.js';

const files = policyFiles();
const preset = presetOf(files, 'property-group');
const roster = loadRoster('config/roster.example.yaml');
const route = (unit: string, category: string | null) => routeCase(preset, roster, { unit, category });

describe('routing by unit and category (PG-20)', () => {
  it('gives a case to the department of the unit that it is about', () => {
    expect(route('yunhu', 'building-quality')).toEqual({
      kind: 'routed',
      unit: 'yunhu',
      department: 'engineering',
      role: 'handler',
    });
    expect(route('jiangnan', 'property-service')).toMatchObject({ unit: 'jiangnan', department: 'property' });
  });

  it('goes to the nearest unit above where the unit lacks the department', () => {
    expect(route('yunhu', 'planning-design')).toMatchObject({ unit: 'hq', department: 'design' });
    expect(route('jiangnan', 'sales-contract')).toMatchObject({ unit: 'hq', department: 'sales' });
  });

  it('takes complaints about leaders past the unit to the head of the group (PG-13.2.5)', () => {
    expect(route('yunhu', 'leadership-conduct')).toMatchObject({ unit: 'hq', department: 'audit' });
  });

  it('lets the kind of unit and the unit itself say otherwise', () => {
    expect(route('hq', 'safety')).toMatchObject({ department: 'safety' });
    expect(route('yunhu', 'safety')).toMatchObject({ department: 'property' });
    const own = `kind: preset
id: own
version: "1"
effectiveFrom: 2026-06-01
approval: null
title: {zh: 自有, en: own}
extends: property-group
categories: {safety: {department: {byUnit: {yunhu: engineering}}}}
`;
    expect(departmentOf(presetOf(withFile(files, 'own.yaml', own), 'own'), roster, 'yunhu', 'safety')).toBe(
      'engineering',
    );
  });

  it.each([
    ['nowhere', 'safety', 'unit-unknown'],
    ['yunhu', null, 'category-unknown'],
    ['yunhu', 'astrology', 'category-unknown'],
  ])('leaves to the desk what no rule covers: %s, %s', (unit, category, reason) => {
    expect(route(unit, category)).toEqual({ kind: 'desk', reason, role: 'desk' });
  });
});
