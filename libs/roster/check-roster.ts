import { idle, wrong, type CheckFinding } from '#libs/policy/check/finding.js';
import { referencesOf } from '#libs/policy/check/references-of.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { rolesBehind } from '#libs/policy/preset/roles-behind.js';
import { routeCase } from '#libs/policy/routing/route-case.js';
import { findHolders } from './find-holders.js';
import type { Roster } from './roster.js';

/**
 * Whether a roster can carry out a preset: every category of every unit leads to a department with a handler, and every
 * role that the preset asks for is held, or stood in for, wherever it can be asked for.
 */
export function checkRoster(roster: Roster, preset: Preset): CheckFinding[] {
  return [
    ...checkNames(roster, preset),
    ...roster.units.flatMap((unit) => [...checkRoutes(roster, preset, unit), ...checkRoles(roster, preset, unit)]),
  ];
}

function checkNames(roster: Roster, preset: Preset): CheckFinding[] {
  return [
    ...roster.units.flatMap((unit) => {
      const kind = roster.kindOf(unit) ?? '';
      return preset.unitKinds[kind] === undefined
        ? [wrong(['units', unit, 'kind'], `${preset.id} has no kind of unit ${kind}`)]
        : [];
    }),
    ...roster.units.flatMap((unit) =>
      Object.keys(roster.unit(unit)?.departments ?? {})
        .filter((department) => preset.departments[department] === undefined)
        .map((department) =>
          wrong(['units', unit, 'departments', department], `${preset.id} has no department ${department}`),
        ),
    ),
    ...[...roster.people.values()].flatMap((person) => [
      ...person.holdings.flatMap((held, index) =>
        preset.roles[held.role] === undefined
          ? [idle(['people', person.id, 'roles', index], `${preset.id} has no role ${held.role}`)]
          : [],
      ),
      ...person.shifts.flatMap((shift, index) =>
        preset.shifts[shift] === undefined
          ? [wrong(['people', person.id, 'shifts', index], `${preset.id} has no shift ${shift}`)]
          : [],
      ),
    ]),
    ...Object.entries(preset.categories).flatMap(([category, { department }]) =>
      Object.keys(department.byUnit ?? {})
        .filter((unit) => roster.unit(unit) === null)
        .map((unit) => wrong(['units'], `${preset.id} routes ${category} by unit ${unit}, which is missing here`)),
    ),
  ];
}

function checkRoutes(roster: Roster, preset: Preset, unit: string): CheckFinding[] {
  return Object.keys(preset.categories).flatMap((category) => {
    const route = routeCase(preset, roster, { unit, category });
    const path = ['units', unit, 'departments'];
    if (route.kind === 'desk') {
      return [wrong(path, `complaints about ${category} find no department here or above`)];
    }
    const holders = findHolders(preset, roster, route.role, { unit: route.unit, department: route.department });
    return holders === null
      ? [wrong(path, `nobody handles ${category}: no ${route.role} in ${route.department} of ${route.unit}`)]
      : [];
  });
}

function checkRoles(roster: Roster, preset: Preset, unit: string): CheckFinding[] {
  const asked = referencesOf(preset)
    .filter((reference) => reference.target === 'role' || reference.target === 'plain-role')
    .filter(
      (reference) =>
        reference.path[0] !== 'roles' && reference.path[0] !== 'roleGroups' && reference.path[0] !== 'shifts',
    );
  const roles = new Set(asked.flatMap((reference) => rolesBehind(preset, [reference.name])));
  return [...roles].flatMap((role) => {
    const scope = preset.roles[role]?.scope;
    const departments = scope === 'department' ? departmentsOf(roster, preset, unit) : [null];
    return departments
      .filter((department) => findHolders(preset, roster, role, { unit, department }) === null)
      .map((department) =>
        wrong(['units', unit], `nobody holds the role ${role}${department === null ? '' : ` in ${department}`}`),
      );
  });
}

/** Departments that cases of a unit can lie in. */
function departmentsOf(roster: Roster, preset: Preset, unit: string): string[] {
  const routes = Object.keys(preset.categories).map((category) => routeCase(preset, roster, { unit, category }));
  return [...new Set(routes.flatMap((route) => (route.kind === 'routed' ? [route.department] : [])))];
}
