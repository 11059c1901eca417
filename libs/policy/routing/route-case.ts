import type { Preset } from '../preset/preset.schema.js';

/** What routing must know of the units; the roster is one. */
export interface UnitTree {
  /** Null: there is no such unit. */
  kindOf(unit: string): string | null;
  /** The unit above; null at the head of the group. */
  parentOf(unit: string): string | null;
  hasDepartment(unit: string, department: string): boolean;
}

export type Route =
  | { readonly kind: 'routed'; readonly unit: string; readonly department: string; readonly role: string }
  /** Nobody can be named by rule: the desk decides. */
  | {
      readonly kind: 'desk';
      readonly reason: 'unit-unknown' | 'category-unknown' | 'department-missing';
      readonly role: string;
    };

/** From a unit up to the head of the group. */
export function unitsAbove(units: UnitTree, unit: string): string[] {
  const chain: string[] = [];
  for (let at: string | null = unit; at !== null && !chain.includes(at); at = units.parentOf(at)) {
    chain.push(at);
  }
  return chain;
}

/** Department that a category leads to in a unit (PG-20): by unit, by kind of unit, by default. Null: no such category. */
export function departmentOf(preset: Preset, units: UnitTree, unit: string, category: string): string | null {
  const routing = preset.categories[category]?.department;
  if (routing === undefined) {
    return null;
  }
  const kind = units.kindOf(unit);
  return routing.byUnit?.[unit] ?? (kind === null ? undefined : routing.byUnitKind?.[kind]) ?? routing.default;
}

/**
 * Which unit, department and role get a case (PG-19, PG-20). The complaint's unit has it unless the category goes to the
 * head of the group, or the unit lacks the department: then the nearest unit above that has it.
 */
export function routeCase(preset: Preset, units: UnitTree, about: { unit: string; category: string | null }): Route {
  const desk = preset.dispatching.deskRole;
  if (units.kindOf(about.unit) === null) {
    return { kind: 'desk', reason: 'unit-unknown', role: desk };
  }
  const department = about.category === null ? null : departmentOf(preset, units, about.unit, about.category);
  if (department === null || about.category === null) {
    return { kind: 'desk', reason: 'category-unknown', role: desk };
  }
  const chain = unitsAbove(units, about.unit);
  const atGroup = preset.categories[about.category]?.department.at === 'group';
  const unit = (atGroup ? chain.toReversed() : chain).find((candidate) => units.hasDepartment(candidate, department));
  return unit === undefined
    ? { kind: 'desk', reason: 'department-missing', role: desk }
    : { kind: 'routed', unit, department, role: preset.dispatching.handlerRole };
}
