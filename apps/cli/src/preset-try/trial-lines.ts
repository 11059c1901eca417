import { minuteWords } from '#libs/policy/words/instant-words.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { isDifferent } from './compare-case.js';
import type { CaseDifference, Change } from './past-case.js';

/** What a trial found, before it is written down. */
export interface Trial {
  readonly preset: Preset;
  readonly since: Date;
  readonly differences: readonly CaseDifference[];
  /** Cases whose text is erased: only way and limits were compared. */
  readonly erased: number;
  /** Cases whose tag people gave. */
  readonly decidedByPeople: number;
  /** Opened under a version that is not installed any more; left out. */
  readonly versionUnknown: number;
}

const aspects = ['tag', 'category', 'urgent', 'clauses', 'routing'] as const;

/** The trial as lines of text: sums, then case by case. Codes and instants only. */
export function trialLines(trial: Trial, mostCases: number): string[] {
  const { preset, since, differences } = trial;
  const changed = differences.filter(isDifferent);
  const asides = [
    ...(trial.decidedByPeople === 0 ? [] : [`${String(trial.decidedByPeople)} decided by people, whose word stays`]),
    ...(trial.erased === 0 ? [] : [`${String(trial.erased)} erased, of which only way and limits are compared`]),
    ...(trial.versionUnknown === 0
      ? []
      : [`${String(trial.versionUnknown)} left out: opened under a version that is not installed`]),
  ];
  return [
    `${preset.id}@${preset.version} on ${String(differences.length)} cases since ${minuteWords(since, preset.timeZone)}: ${String(changed.length)} would be different. Nothing was changed.`,
    ...(asides.length === 0 ? [] : [asides.join('; ')]),
    ...(differences.length === 0 ? [] : sums(differences)),
    ...tagTable(differences),
    ...milestoneTable(differences),
    ...caseLines(changed, preset, mostCases),
  ];
}

function sums(differences: readonly CaseDifference[]): string[] {
  const rows: [string, number][] = [
    ...aspects.map((aspect): [string, number] => [
      aspect,
      differences.filter((difference) => difference[aspect] !== null).length,
    ]),
    ['limits', differences.filter(({ deadlines }) => deadlines.length > 0).length],
  ];
  return [
    '',
    `${''.padEnd(12)}${'same'.padStart(8)}${'changed'.padStart(9)}`,
    ...rows.map(
      ([name, n]) => `${name.padEnd(12)}${String(differences.length - n).padStart(8)}${String(n).padStart(9)}`,
    ),
  ];
}

function tagTable(differences: readonly CaseDifference[]): string[] {
  const moves = new Map<string, number>();
  for (const { tag } of differences) {
    if (tag !== null) {
      const move = `${tag.before} → ${tag.after}`;
      moves.set(move, (moves.get(move) ?? 0) + 1);
    }
  }
  const rows = [...moves].toSorted(([, a], [, b]) => b - a);
  return rows.length === 0
    ? []
    : ['', 'tags (?: left to the desk)', ...rows.map(([move, n]) => `  ${move.padEnd(28)}${String(n).padStart(6)}`)];
}

function milestoneTable(differences: readonly CaseDifference[]): string[] {
  const all = differences.flatMap(({ deadlines }) => deadlines);
  const milestones = [...new Set(all.map(({ milestone }) => milestone))].toSorted();
  if (milestones.length === 0) {
    return [];
  }
  const kinds = ['earlier', 'later', 'added', 'gone'] as const;
  return [
    '',
    `${'limits'.padEnd(30)}${kinds.map((kind) => kind.padStart(9)).join('')}${'newly missed'.padStart(14)}`,
    ...milestones.map((milestone) => {
      const own = all.filter((change) => change.milestone === milestone);
      const cells = kinds.map((kind) => String(own.filter((change) => change.kind === kind).length).padStart(9));
      return `  ${milestone.padEnd(28)}${cells.join('')}${String(own.filter((change) => change.newlyMissed).length).padStart(14)}`;
    }),
  ];
}

function caseLines(changed: readonly CaseDifference[], { timeZone }: Preset, most: number): string[] {
  if (changed.length === 0 || most === 0) {
    return [];
  }
  const rest = changed.length - most;
  const at = (instant: Date | null): string => (instant === null ? '–' : minuteWords(instant, timeZone));
  return [
    '',
    'case by case',
    ...changed.slice(0, most).map((difference) => {
      const parts = [
        ...aspects.flatMap((aspect) => {
          const change: Change<string | boolean> | null = difference[aspect];
          return change === null ? [] : [`${aspect} ${String(change.before)} → ${String(change.after)}`];
        }),
        ...difference.deadlines.map(
          ({ milestone, before, after, newlyMissed }) =>
            `${milestone} ${at(before)} → ${at(after)}${newlyMissed ? ' (missed)' : ''}`,
        ),
      ];
      return `  ${difference.number ?? difference.caseId}: ${parts.join('; ')}`;
    }),
    ...(rest > 0 ? [`  and ${String(rest)} more; --cases ${String(changed.length)} shows all`] : []),
  ];
}
