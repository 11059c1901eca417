import type { AgreedLimit } from '#libs/contracts/messages/case-event.schema.js';
import type { Fact, FactRecord, PauseRecord, Stage, Tag } from '#libs/contracts/vocabulary.js';
import {
  addSeconds,
  addSpan,
  moveByPauses,
  pausedSeconds,
  secondsBetween,
  settlePauses,
  type Passing,
} from '../calendar/passing.js';
import { applies } from '../condition/applies.js';
import type { LadderStep, Milestone } from '../preset/milestone.schema.js';
import type { Preset } from '../preset/preset.schema.js';
import { rolesBehind } from '../preset/roles-behind.js';
import type { Deadline, LadderInstant } from './deadline.js';

/** What deadlines are computed from: facts, never status. A `WatchedCase` is one. */
export interface WatchedFacts {
  readonly unit: string;
  readonly tag: Tag | null;
  readonly category: string | null;
  readonly urgent: boolean;
  readonly stage: Stage;
  readonly marks: readonly string[];
  readonly facts: readonly FactRecord[];
  readonly pauses: readonly PauseRecord[];
  readonly agreedLimits: readonly AgreedLimit[];
}

/**
 * An agreed limit under this name is no milestone's: an authority that referred the case wants it resolved by then, and
 * the earlier of the two limits wins (SI-12).
 */
export const referralLimit = 'referral';

type SettledPause = ReturnType<typeof settlePauses>[number];

/**
 * Every deadline of a case under its preset, in the preset's order. Pure: the same case at the same `now` gives the same
 * answer; `now` only matters while a pause runs, or where a case is closed without the fact. A deadline = milestone + start fact + clock + pauses; a limit that people
 * agreed replaces the computed instant and is not moved by pauses, though nothing is said while one runs; a referral's
 * due date does the same where it comes sooner.
 */
export function deadlinesOf(preset: Preset, watched: WatchedFacts, now: Date): Deadline[] {
  const latest = latestFacts(watched.facts);
  return Object.entries(preset.milestones).flatMap(([key, milestone]) => {
    const start = latest.get(milestone.from);
    if (start === undefined || !applies(milestone.when, watched)) {
      return [];
    }
    return [deadlineOf(preset, key, milestone, start, latest, watched, now)];
  });
}

/** The latest instant of each fact. */
export function latestFacts(facts: readonly FactRecord[]): ReadonlyMap<Fact, Date> {
  const latest = new Map<Fact, Date>();
  for (const record of facts) {
    const at = new Date(record.at);
    const before = latest.get(record.fact);
    if (before === undefined || before < at) {
      latest.set(record.fact, at);
    }
  }
  return latest;
}

/** The clock of a milestone with its calendar filled in. The loader has checked that both exist. */
export function passingOf(preset: Preset, clock: string): Passing {
  const entry = preset.clocks[clock];
  if (entry === undefined || entry.kind === 'round-the-clock') {
    return { kind: 'round-the-clock', timeZone: preset.timeZone };
  }
  const calendar = preset.calendars[entry.calendar];
  if (calendar === undefined) {
    throw new Error(`preset ${preset.id} has no calendar ${entry.calendar}`);
  }
  return { kind: 'working-time', calendar };
}

function deadlineOf(
  preset: Preset,
  key: string,
  milestone: Milestone,
  start: Date,
  latest: ReadonlyMap<Fact, Date>,
  watched: WatchedFacts,
  now: Date,
): Deadline {
  const { from, satisfiedAt, droppedAt } = courseOf(milestone, start, latest, watched.stage, now);
  const passing = passingOf(preset, milestone.clock);
  const asOf = satisfiedAt ?? droppedAt ?? now;
  const running = milestone.pausable ? watched.pauses.map(readPause).filter((pause) => pause.from < asOf) : [];
  const pauses = settlePauses(running, asOf);
  const agreed = watched.agreedLimits.findLast((limit) => limit.milestone === key);
  const own = agreed === undefined ? computedDue(passing, milestone, from, pauses) : new Date(agreed.dueAt);
  const referred = milestone.until === 'resolved' ? referralDue(watched) : null;
  const sooner = referred !== null && (own === null || referred < own) ? referred : null;
  const dueAt = sooner ?? own;
  return {
    milestone: key,
    key: `${key}@${from.toISOString()}${markOf(sooner?.toISOString() ?? agreed?.dueAt)}`,
    clauses: milestone.clauses,
    from,
    limit: milestone.limit,
    dueAt,
    agreed: agreed !== undefined || sooner !== null,
    warnAt: dueAt === null ? [] : warnInstants(passing, milestone, from, dueAt, pauses),
    ladder:
      dueAt === null
        ? []
        : milestone.ladder.map((step, index) => ladderInstant(preset, passing, step, index + 1, dueAt, pauses)),
    satisfiedAt,
    droppedAt,
    paused: satisfiedAt === null && droppedAt === null && running.some((pause) => pause.until === null),
    owners: rolesBehind(preset, [milestone.owner]),
    missedTag: milestone.missed?.tag ?? null,
  };
}

function referralDue({ agreedLimits }: WatchedFacts): Date | null {
  const referral = agreedLimits.findLast((limit) => limit.milestone === referralLimit);
  return referral === undefined ? null : new Date(referral.dueAt);
}

function markOf(due: string | undefined): string {
  return due === undefined ? '' : `/${due}`;
}

function readPause(record: PauseRecord): { from: Date; until: Date | null } {
  return { from: new Date(record.from), until: record.until === null ? null : new Date(record.until) };
}

/** Where the deadline starts, and how it ended. A recurring one starts anew each time it was met. */
function courseOf(
  milestone: Milestone,
  start: Date,
  latest: ReadonlyMap<Fact, Date>,
  stage: Stage,
  now: Date,
): Pick<Deadline, 'from' | 'satisfiedAt' | 'droppedAt'> {
  const met = latest.get(milestone.until);
  const stopped = milestone.recurringUntil === undefined ? met : latest.get(milestone.recurringUntil);
  const satisfiedAt = stopped !== undefined && stopped >= start ? stopped : null;
  const closed = latest.get('closed') ?? now;
  return {
    from: milestone.recurringUntil !== undefined && met !== undefined && met > start ? met : start,
    satisfiedAt,
    // A closed case owes nothing more, but for what closing itself started.
    droppedAt: satisfiedAt === null && stage === 'closed' && start < closed ? closed : null,
  };
}

function computedDue(passing: Passing, milestone: Milestone, from: Date, pauses: readonly SettledPause[]): Date | null {
  return milestone.limit.kind === 'set'
    ? null
    : moveByPauses(passing, from, addSpan(passing, from, milestone.limit), pauses);
}

function warnInstants(
  passing: Passing,
  milestone: Milestone,
  from: Date,
  dueAt: Date,
  pauses: readonly SettledPause[],
): Date[] {
  const whole = secondsBetween(passing, from, dueAt) - pausedSeconds(passing, from, dueAt, pauses);
  return milestone.warnAt
    .map((point) => (point.kind === 'share' ? whole * point.share : whole - point.seconds))
    .filter((seconds) => seconds > 0)
    .map((seconds) => moveByPauses(passing, from, addSeconds(passing, from, seconds), pauses))
    .filter((at) => at < dueAt)
    .toSorted((a, b) => a.getTime() - b.getTime());
}

function ladderInstant(
  preset: Preset,
  passing: Passing,
  step: LadderStep,
  number: number,
  dueAt: Date,
  pauses: readonly SettledPause[],
): LadderInstant {
  const at = moveByPauses(passing, dueAt, addSpan(passing, dueAt, step.after), pauses);
  const repeatsAt: Date[] = [];
  for (let before = at; step.repeat !== undefined && repeatsAt.length < step.repeat.atMost;) {
    before = moveByPauses(passing, before, addSpan(passing, before, step.repeat.every), pauses);
    repeatsAt.push(before);
  }
  return { step: number, at, repeatsAt, roles: rolesBehind(preset, step.roles), channels: step.channels };
}
