import type { DataOf } from '#libs/contracts/catalogue.js';
import type { PersonId } from '#libs/contracts/identity.js';
import type { Fact } from '#libs/contracts/vocabulary.js';
import { both, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toPerson } from '../case/notice-request.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import { latestFact, type CaseState } from '../case/case.state.js';
import { giveTag } from '../registration/give-tag.js';

/** A milestone of the preset as far as the dispatcher looks at it again. */
export interface WatchedMilestone {
  readonly title: string;
  readonly from: Fact;
  readonly until: Fact;
  /** Owed again each time it was met, until this fact; null: once. */
  readonly recurringUntil: Fact | null;
  readonly owners: readonly string[];
  readonly ownerIsHandler: boolean;
  /** What the case becomes when it is missed (PG-13.2.3). */
  readonly missed: { readonly tag: 'major' | 'general' | 'minor'; readonly clauses: readonly string[] } | null;
}

export type EscalationOutcome =
  | { readonly kind: 'tell'; readonly change: Changed }
  | { readonly kind: 'moot'; readonly code: DataOf<'escalation.moot'>['code'] };

/** Whether the milestone was reached since its clock started: the watchdog may not have heard of it yet. */
export function isReached(state: CaseState, milestone: WatchedMilestone): boolean {
  const from = latestFact(state, milestone.from);
  const until = latestFact(state, milestone.recurringUntil ?? milestone.until);
  return until !== null && (from === null || until >= from);
}

/** A closed case owes nothing any more but what began with its end, or after it (the summary and what it asks for, ME-0.8). */
function isOver(state: CaseState, milestone: WatchedMilestone): boolean {
  const [from, closed] = [latestFact(state, milestone.from), latestFact(state, 'closed')];
  return state.stage === 'closed' && milestone.from !== 'closed' && (from === null || closed === null || from < closed);
}

/** The watchdog names role and step; here the person is found, after looking again whether it still holds. */
export function decideEscalation(
  state: CaseState,
  due: DataOf<'escalation.due'>,
  milestone: WatchedMilestone,
  policy: CasePolicy,
): EscalationOutcome {
  if (isOver(state, milestone)) {
    return { kind: 'moot', code: 'case-closed' };
  }
  if (isReached(state, milestone)) {
    return { kind: 'moot', code: 'milestone-reached' };
  }
  const people = climb(state, policy.holders(state, due.roles), milestone, policy);
  if (people.length === 0) {
    return { kind: 'moot', code: 'role-vacant' };
  }
  const parameters = {
    milestone: milestone.title,
    dueAt: policy.formatInstant(new Date(due.dueAt)),
    step: String(due.step),
    clause: due.clause,
    missed: due.missed ? 'yes' : '',
  };
  return {
    kind: 'tell',
    change: change(state, {
      notices: people.flatMap((person) =>
        due.channels.map((channel) =>
          toPerson(person, 'escalation', {
            channel,
            parameters,
            quotes: channel === 'mail' ? ['complaint'] : [],
            offers: channel === 'mail' ? ['acknowledge', 'transfer', 'help'] : [],
            urgent: true,
          }),
        ),
      ),
      history: [
        {
          event: 'escalated',
          by: 'system',
          text: null,
          codes: { milestone: due.milestone, step: String(due.step), roles: due.roles.join(' ') },
        },
      ],
    }),
  };
}

/** Telling those who have not acted that they have not acted is no step: their superiors hear of it instead. */
function climb(
  state: CaseState,
  people: readonly PersonId[],
  milestone: WatchedMilestone,
  policy: CasePolicy,
): readonly PersonId[] {
  const { handler } = state;
  if (!milestone.ownerIsHandler || handler === null || !people.includes(handler)) {
    return people;
  }
  const above = policy.superiorOf(handler);
  return [...new Set([...people.filter((person) => person !== handler), ...(above === null ? [] : [above])])];
}

/** A limit is near: whoever owes the milestone is told, before anybody else hears of it. */
export function decideApproaching(
  state: CaseState,
  deadline: DataOf<'deadline.approaching'>,
  milestone: WatchedMilestone,
  policy: CasePolicy,
): Changed {
  if (isOver(state, milestone) || isReached(state, milestone)) {
    return change(state, {});
  }
  const owners =
    milestone.ownerIsHandler && state.handler !== null ? [state.handler] : policy.holders(state, milestone.owners);
  return change(state, {
    notices: owners.map((person) =>
      toPerson(person, 'deadline-warning', {
        parameters: {
          milestone: milestone.title,
          dueAt: policy.formatInstant(new Date(deadline.dueAt)),
          clause: deadline.clause,
        },
        offers: ['accept', 'plan', 'done', 'extend', 'help'],
        urgent: true,
      }),
    ),
    history: [{ event: 'warned', by: 'system', text: null, codes: { milestone: deadline.milestone } }],
  });
}

/** A limit passed. It stays on record, and the case may become graver by it (PG-13.2.2, PG-13.2.3). */
export function decideMissed(
  state: CaseState,
  deadline: DataOf<'deadline.missed'>,
  milestone: WatchedMilestone,
  now: Date,
): Changed {
  if (state.stage === 'closed' || isReached(state, milestone)) {
    return change(state, {});
  }
  const missed = change(state, {
    history: [
      {
        event: 'limit-missed',
        by: 'system',
        text: null,
        codes: { milestone: deadline.milestone, dueAt: deadline.dueAt },
      },
    ],
  });
  if (
    !milestone.missed ||
    state.tag === milestone.missed.tag ||
    state.tag === 'major' ||
    state.question?.about === 'invalid'
  ) {
    return missed;
  }
  const { tag, clauses } = milestone.missed;
  const tagged = giveTag(
    missed.next,
    {
      tag,
      clauses: [...clauses, ...state.clauses],
      category: state.category ?? 'other',
      urgent: state.urgent,
      by: 'time',
      correction: false,
      provisional: state.question?.about === 'tag',
    },
    now,
  );
  // Time answers no question: what the desk has been asked stays open, and its answer still dispatches the case.
  const open = change(tagged.next, { set: { question: state.question } });
  return both(missed, both(tagged, open));
}
