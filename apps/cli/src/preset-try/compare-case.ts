import type { FactRecord } from '#libs/contracts/vocabulary.js';
import type { Deadline } from '#libs/policy/deadline/deadline.js';
import { deadlinesOf } from '#libs/policy/deadline/deadlines-of.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { routeCase, type UnitTree } from '#libs/policy/routing/route-case.js';
import {
  tagInForce,
  type Answer,
  type CaseDifference,
  type CaseFacts,
  type Change,
  type DeadlineChange,
  type PastCase,
} from './past-case.js';

/** The two versions, and what both are looked at with. */
export interface Comparison {
  readonly before: Preset;
  readonly after: Preset;
  readonly units: UnitTree;
  /** Business time. */
  readonly now: Date;
}

/** What would be different had the case been opened under the other version. Pure. */
export function compareCase(past: PastCase, { before, after, units, now }: Comparison): CaseDifference {
  const { state, answers, decidedByPeople } = past;
  const said = answers === null || decidedByPeople ? null : answers;
  // Where both versions say the same, the case is looked at as it stands: time or a group may have made it graver.
  const moved = said !== null && standing(said.before) !== standing(said.after) ? said : null;
  const old = moved === null ? state : under(state, moved.before);
  const next = moved === null ? state : under(state, moved.after);
  const route = (preset: Preset, { unit, category }: CaseFacts): string => {
    const found = routeCase(preset, units, { unit, category });
    return found.kind === 'routed' ? `${found.unit}/${found.department}/${found.role}` : `desk (${found.reason})`;
  };
  return {
    caseId: state.id,
    number: state.number,
    tag: said && changed(tagWords(said.before), tagWords(said.after)),
    category: said && changed(said.before.category, said.after.category),
    urgent: said && changed(said.before.urgent, said.after.urgent),
    clauses: said && changed(said.before.clauses.join(' '), said.after.clauses.join(' ')),
    routing: changed(route(before, old), route(after, next)),
    deadlines: deadlineChanges(deadlinesOf(before, old, now), deadlinesOf(after, next, now), now),
  };
}

/** Whether anything would be different. */
export function isDifferent({ tag, category, urgent, clauses, routing, deadlines }: CaseDifference): boolean {
  return [tag, category, urgent, clauses, routing].some((change) => change !== null) || deadlines.length > 0;
}

function standing(answer: Answer): string {
  return JSON.stringify([tagInForce(answer), answer.category, answer.urgent]);
}

function tagWords({ tag, abstained }: Answer): string {
  return abstained ? `${tag}?` : tag;
}

function changed<Value>(before: Value, after: Value): Change<Value> | null {
  return before === after ? null : { before, after };
}

/** The case as it would stand by the answer: the fact of being major goes with the tag. */
function under(state: CaseFacts, answer: Answer): CaseFacts {
  const tag = tagInForce(answer);
  const { category, urgent } = answer;
  return {
    ...state,
    tag,
    category,
    urgent,
    facts: tag === 'major' ? withMajor(state.facts) : withoutMajor(state.facts),
  };
}

function withMajor(facts: readonly FactRecord[]): readonly FactRecord[] {
  const from = facts.find(({ fact }) => fact === 'tagged') ?? facts.find(({ fact }) => fact === 'registered');
  return from === undefined || facts.some(({ fact }) => fact === 'tagged-major')
    ? facts
    : [...facts, { fact: 'tagged-major', at: from.at }];
}

function withoutMajor(facts: readonly FactRecord[]): readonly FactRecord[] {
  return facts.filter(({ fact }) => fact !== 'tagged-major');
}

function deadlineChanges(before: readonly Deadline[], after: readonly Deadline[], now: Date): DeadlineChange[] {
  const milestones = [...new Set([...before, ...after].map(({ milestone }) => milestone))];
  return milestones.flatMap((milestone): DeadlineChange[] => {
    const old = before.find((deadline) => deadline.milestone === milestone);
    const next = after.find((deadline) => deadline.milestone === milestone);
    const kind = kindOf(old, next);
    const newlyMissed = next !== undefined && isMissed(next, now) && !(old !== undefined && isMissed(old, now));
    return kind === null
      ? []
      : [{ milestone, kind, before: old?.dueAt ?? null, after: next?.dueAt ?? null, newlyMissed }];
  });
}

function kindOf(before: Deadline | undefined, after: Deadline | undefined): DeadlineChange['kind'] | null {
  if (before === undefined || after === undefined) {
    return before === after ? null : before === undefined ? 'added' : 'gone';
  }
  // One that people set later has no instant yet: it counts as the latest of all.
  const [old, next] = [before.dueAt?.getTime() ?? Infinity, after.dueAt?.getTime() ?? Infinity];
  return old === next ? null : next < old ? 'earlier' : 'later';
}

function isMissed({ dueAt, satisfiedAt, droppedAt }: Deadline, now: Date): boolean {
  return dueAt !== null && (satisfiedAt ?? droppedAt ?? now) > dueAt;
}
