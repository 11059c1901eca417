import type { Preset } from '../preset/preset.schema.js';
import { wrong, type CheckFinding } from './finding.js';
import { referencesOf, type Target } from './references-of.js';

/** Every name must lead to an entry: role, department, template, category, tag, mark, clock, milestone, calendar. */
export function checkReferences(preset: Preset): CheckFinding[] {
  const exists: Record<Target, (name: string) => boolean> = {
    role: (name) => preset.roles[name] !== undefined || preset.roleGroups[name] !== undefined,
    'plain-role': (name) => preset.roles[name] !== undefined,
    department: (name) => preset.departments[name] !== undefined,
    template: (name) => preset.templates[name] !== undefined,
    category: (name) => preset.categories[name] !== undefined,
    tag: (name) => (preset.tags as Readonly<Record<string, unknown>>)[name] !== undefined,
    mark: (name) => preset.marks[name] !== undefined,
    clock: (name) => preset.clocks[name] !== undefined,
    milestone: (name) => preset.milestones[name] !== undefined,
    'unit-kind': (name) => preset.unitKinds[name] !== undefined,
    calendar: (name) => preset.calendars[name] !== undefined,
  };
  const called: Record<Target, string> = {
    role: 'role or role group',
    'plain-role': 'role',
    department: 'department',
    template: 'template',
    category: 'category',
    tag: 'tag',
    mark: 'mark',
    clock: 'clock',
    milestone: 'milestone',
    'unit-kind': 'kind of unit',
    calendar: 'calendar (of those beside the presets)',
  };
  return referencesOf(preset)
    .filter((reference) => !exists[reference.target](reference.name))
    .map((reference) => wrong(reference.path, `there is no ${called[reference.target]} ${reference.name}`));
}
