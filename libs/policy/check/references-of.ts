import type { Condition } from '../preset/condition.schema.js';
import type { Preset } from '../preset/preset.schema.js';

/** What a name in a preset must lead to. */
export type Target =
  | 'role'
  | 'department'
  | 'template'
  | 'category'
  | 'tag'
  | 'mark'
  | 'clock'
  | 'milestone'
  | 'unit-kind'
  | 'calendar'
  | 'plain-role';

/** A name, where it stands, and the register it must be in. */
export interface Reference {
  readonly path: readonly PropertyKey[];
  readonly target: Target;
  readonly name: string;
}

type Path = readonly PropertyKey[];

const list = (path: Path, target: Target, names: readonly string[]): Reference[] =>
  names.map((name, index) => ({ path: [...path, index], target, name }));

const one = (path: Path, target: Target, name: string | null): Reference[] =>
  name === null ? [] : [{ path, target, name }];

function entries<T>(
  section: string,
  register: Readonly<Record<string, T>>,
  refer: (entry: T, path: Path) => Reference[],
): Reference[] {
  return Object.entries(register).flatMap(([key, entry]) => refer(entry, [section, key]));
}

function condition(path: Path, when: Condition): Reference[] {
  return [
    ...list(
      [...path, 'tag'],
      'tag',
      (when.tag ?? []).filter((tag) => tag !== 'none'),
    ),
    ...list([...path, 'category'], 'category', when.category ?? []),
    ...list([...path, 'marks'], 'mark', when.marks ?? []),
    ...list([...path, 'unmarked'], 'mark', when.unmarked ?? []),
  ];
}

/** Every name in a preset that must lead somewhere inside it. */
export function referencesOf(preset: Preset): Reference[] {
  return [
    ...intakeReferences(preset),
    ...peopleReferences(preset),
    ...timeReferences(preset),
    ...handlingReferences(preset),
    ...governanceReferences(preset),
  ];
}

function intakeReferences(preset: Preset): Reference[] {
  return [
    ...entries('categories', preset.categories, ({ department }, path) => [
      ...one([...path, 'department', 'default'], 'department', department.default),
      ...Object.entries(department.byUnitKind ?? {}).flatMap(([kind, name]) => [
        { path: [...path, 'department', 'byUnitKind', kind], target: 'unit-kind' as const, name: kind },
        { path: [...path, 'department', 'byUnitKind', kind], target: 'department' as const, name },
      ]),
      ...Object.entries(department.byUnit ?? {}).map(([unit, name]) => ({
        path: [...path, 'department', 'byUnit', unit],
        target: 'department' as const,
        name,
      })),
    ]),
    ...(preset.repeats === null
      ? []
      : [
          ...one(['repeats', 'mark'], 'mark', preset.repeats.mark),
          ...one(['repeats', 'escalateTo'], 'role', preset.repeats.escalateTo),
        ]),
    ...(preset.groups === null
      ? []
      : [...one(['groups', 'mark'], 'mark', preset.groups.mark), ...one(['groups', 'tag'], 'tag', preset.groups.tag)]),
  ];
}

function peopleReferences(preset: Preset): Reference[] {
  return [
    ...entries('roles', preset.roles, (role, path) => list([...path, 'standIns'], 'plain-role', role.standIns)),
    ...entries('roleGroups', preset.roleGroups, (group, path) => list([...path, 'roles'], 'plain-role', group.roles)),
    ...entries('shifts', preset.shifts, (shift, path) => list([...path, 'roles'], 'plain-role', shift.roles)),
  ];
}

function timeReferences(preset: Preset): Reference[] {
  return [
    ...entries('clocks', preset.clocks, (clock, path) =>
      clock.kind === 'working-time' ? one([...path, 'calendar'], 'calendar', clock.calendar) : [],
    ),
    ...entries('milestones', preset.milestones, (milestone, path) => [
      ...condition([...path, 'when'], milestone.when),
      ...one([...path, 'clock'], 'clock', milestone.clock),
      ...one([...path, 'owner'], 'role', milestone.owner),
      ...milestone.ladder.flatMap((step, index) => list([...path, 'ladder', index, 'roles'], 'role', step.roles)),
      ...one([...path, 'missed', 'tag'], 'tag', milestone.missed?.tag ?? null),
    ]),
    ...(preset.extension === null
      ? []
      : [
          ...list(['extension', 'milestones'], 'milestone', preset.extension.milestones),
          ...one(['extension', 'confirmedBy'], 'role', preset.extension.confirmedBy),
        ]),
    ...one(['silence', 'clock'], 'clock', preset.silence.clock),
    ...one(['silence', 'callTaskRole'], 'role', preset.silence.callTaskRole),
  ];
}

function handlingReferences(preset: Preset): Reference[] {
  const { dispatching, plan, activation, suspension, referral } = preset;
  return [
    ...one(['dispatching', 'handlerRole'], 'plain-role', dispatching.handlerRole),
    ...one(['dispatching', 'deskRole'], 'plain-role', dispatching.deskRole),
    ...Object.entries(dispatching.copies).flatMap(([key, copy]) => [
      ...condition(['dispatching', 'copies', key, 'when'], copy.when),
      ...list(['dispatching', 'copies', key, 'roles'], 'role', copy.roles),
      ...one(['dispatching', 'copies', key, 'template'], 'template', copy.template),
    ]),
    ...Object.entries(plan.sections).flatMap(([key, section]) =>
      condition(['plan', 'sections', key, 'when'], section.when),
    ),
    ...list(['plan', 'firstReceivers'], 'role', plan.firstReceivers),
    ...entries('approvals', preset.approvals, (approval, path) => [
      ...condition([...path, 'when'], approval.when),
      ...approval.order.flatMap((step, index) => one([...path, 'order', index, 'role'], 'role', step.role)),
    ]),
    ...entries('gates', preset.gates, (gate, path) => condition([...path, 'when'], gate.when)),
    ...entries('tasks', preset.tasks, (task, path) => [
      ...condition([...path, 'when'], task.when),
      ...one([...path, 'role'], 'role', task.role),
      ...one([...path, 'milestone'], 'milestone', task.milestone),
      ...one([...path, 'template'], 'template', task.template),
      ...list([...path, 'reportsTo'], 'role', task.reportsTo),
    ]),
    ...(activation === null
      ? []
      : [
          ...condition(['activation', 'when'], activation.when),
          ...one(['activation', 'decidedBy'], 'role', activation.decidedBy),
          ...list(['activation', 'tells'], 'role', activation.tells),
          ...one(['activation', 'milestone'], 'milestone', activation.milestone),
          ...one(['activation', 'mark'], 'mark', activation.mark),
        ]),
    ...(suspension === null
      ? []
      : [
          ...condition(['suspension', 'when'], suspension.when),
          ...list(['suspension', 'orderedBy'], 'role', suspension.orderedBy),
          ...list(['suspension', 'acknowledgedBy'], 'role', suspension.acknowledgedBy),
          ...list(['suspension', 'liftedBy'], 'role', suspension.liftedBy),
          ...one(['suspension', 'milestone'], 'milestone', suspension.milestone),
        ]),
    ...entries('conflictOfInterest', preset.conflictOfInterest, (rule, path) => [
      ...condition([...path, 'when'], rule.when),
      ...one([...path, 'department'], 'department', rule.department),
    ]),
    ...one(['referral', 'decidedBy'], 'role', referral?.decidedBy ?? null),
    ...entries('goodwill', preset.goodwill, (offer, path) => condition([...path, 'when'], offer.when)),
  ];
}

function governanceReferences(preset: Preset): Reference[] {
  return [
    ...one(['adoption', 'approvedBy'], 'plain-role', preset.adoption?.approvedBy ?? null),
    ...Object.entries(preset.wording.mustSay).flatMap(([key, rule]) =>
      list(['wording', 'mustSay', key, 'templates'], 'template', rule.templates),
    ),
    ...preset.quietHours.never.flatMap((when, index) => condition(['quietHours', 'never', index], when)),
    ...entries('reports', preset.reports, (report, path) => [
      ...condition([...path, 'when'], report.when),
      ...list([...path, 'to'], 'role', report.to),
    ]),
  ];
}
