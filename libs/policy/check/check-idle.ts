import { factsProduced } from './facts-produced.js';
import { isApproved } from '../preset/approved-version.js';
import type { Preset } from '../preset/preset.schema.js';
import type { Milestone } from '../preset/milestone.schema.js';
import { rolesBehind } from '../preset/roles-behind.js';
import { idle, type CheckFinding } from './finding.js';
import { referencesOf } from './references-of.js';

/** Entries that can never fire, or never end, as the preset stands. */
export function checkIdle(preset: Preset): CheckFinding[] {
  return [
    ...unapproved(preset),
    ...idleMilestones(preset),
    ...idleGates(preset),
    ...idleWork(preset),
    ...idlePeople(preset),
  ];
}

function unapproved({ approval, adoption, roles, effectiveFrom }: Preset): CheckFinding[] {
  if (approval === null) {
    return [idle(['approval'], 'nobody has approved this version: it is a draft (SI-6.3)')];
  }
  const wanted = adoption === null ? undefined : roles[adoption.approvedBy]?.title.zh;
  return [
    ...(isApproved({ approval, adoption, roles })
      ? []
      : [
          idle(
            ['approval', 'by'],
            `does not count: adoption.approvedBy wants ${wanted ?? ''}, and this version is a draft until then`,
          ),
        ]),
    ...(approval.on > effectiveFrom
      ? [idle(['effectiveFrom'], `counts from ${approval.on} only, the day on which it was approved`)]
      : []),
  ];
}

function idleMilestones(preset: Preset): CheckFinding[] {
  const facts = factsProduced(preset);
  return Object.entries(preset.milestones).flatMap(([key, milestone]) => {
    const path = ['milestones', key];
    return [
      ...(facts.has(milestone.from)
        ? []
        : [idle([...path, 'from'], `never starts: nothing in this preset makes ${milestone.from} a fact`)]),
      ...(facts.has(milestone.until)
        ? []
        : [idle([...path, 'until'], `never ends: nothing in this preset makes ${milestone.until} a fact`)]),
      ...lateSteps(milestone, path),
      ...(milestone.limit.kind === 'set' && milestone.warnAt.some((point) => point.kind === 'share')
        ? [idle([...path, 'warnAt'], 'a share of a limit that people set later counts from the start of the case')]
        : []),
    ];
  });
}

/** Once a missed limit changes the tag, the milestone no longer applies and later steps of its ladder fall away. */
function lateSteps(milestone: Milestone, path: readonly PropertyKey[]): CheckFinding[] {
  const becomes = milestone.missed?.tag;
  if (becomes === undefined || milestone.when.tag === undefined || milestone.when.tag.includes(becomes)) {
    return [];
  }
  return milestone.ladder.flatMap((step, index) =>
    step.after.kind === 'time' && step.after.seconds === 0
      ? []
      : [idle([...path, 'ladder', index], `never taken: the case becomes ${becomes} as soon as the limit is missed`)],
  );
}

function idleGates(preset: Preset): CheckFinding[] {
  const facts = factsProduced(preset);
  return Object.entries(preset.gates).flatMap(([key, gate]) =>
    gate.needs
      .filter((fact) => !facts.has(fact))
      .map((fact) => idle(['gates', key, 'needs'], `never opens: nothing in this preset makes ${fact} a fact`)),
  );
}

/** Tasks and copies that wait for what never happens. */
function idleWork(preset: Preset): CheckFinding[] {
  const facts = factsProduced(preset);
  const tasks = Object.entries(preset.tasks).map(([key, { opensOn }]) => [['tasks', key, 'opensOn'], opensOn] as const);
  const copies = Object.entries(preset.dispatching.copies).map(
    ([key, { on }]) => [['dispatching', 'copies', key, 'on'], on] as const,
  );
  return [...tasks, ...copies]
    .filter(([, fact]) => !facts.has(fact))
    .map(([path, fact]) => idle(path, `never comes: nothing in this preset makes ${fact} a fact`));
}

function idlePeople(preset: Preset): CheckFinding[] {
  const named = referencesOf(preset).filter(
    (reference) => reference.target === 'role' || reference.target === 'plain-role',
  );
  const inUse = new Set(named.flatMap((reference) => rolesBehind(preset, [reference.name])));
  return Object.keys(preset.roles)
    .filter((role) => !inUse.has(role))
    .map((role) => idle(['roles', role], 'nothing in this preset asks for this role'));
}
