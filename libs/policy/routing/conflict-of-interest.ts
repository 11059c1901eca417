import { applies, type CaseView } from '../condition/applies.js';
import type { Preset } from '../preset/preset.schema.js';

/** What the rule must know of a person; the roster's people are such. */
export interface ColleagueView {
  readonly id: string;
  readonly department: string | null;
  readonly unit: string;
  readonly reportsTo: string | null;
}

export type ConflictRule = Preset['conflictOfInterest'][string] & { readonly key: string };

/** The rules of a case on who must not have it in hand (PC-4.2, PG-13.2.5). */
export function conflictRulesOf(preset: Preset, view: CaseView): ConflictRule[] {
  return Object.entries(preset.conflictOfInterest)
    .filter(([, rule]) => applies(rule.when, view))
    .map(([key, rule]) => ({ key, ...rule }));
}

/**
 * The rule that forbids a person to handle or approve, or null. `reportsTo` is followed all the way up: whoever works,
 * however far down, under the person complained of is excluded too.
 */
export function conflictOf(
  rules: readonly ConflictRule[],
  person: ColleagueView,
  complainedOf: readonly ColleagueView[],
  colleague: (id: string) => ColleagueView | null,
): ConflictRule | null {
  const above = new Set<string>();
  for (let boss = person.reportsTo; boss !== null && !above.has(boss); boss = colleague(boss)?.reportsTo ?? null) {
    above.add(boss);
  }
  const breaks = (what: ConflictRule['exclude'][number], other: ColleagueView): boolean => {
    switch (what) {
      case 'person-complained-of':
        return other.id === person.id;
      case 'reports-to-person-complained-of':
        return above.has(other.id);
      case 'department-complained-of':
        return other.unit === person.unit && other.department !== null && other.department === person.department;
      default:
        return what satisfies never;
    }
  };
  return rules.find((rule) => complainedOf.some((other) => rule.exclude.some((what) => breaks(what, other)))) ?? null;
}
