import { both, type Changed, type Offer } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toAll } from '../case/notice-request.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { Duty } from '../case/case-duties.port.js';
import type { CaseState } from '../case/case.state.js';
import { factsOfChange } from './facts-of-change.js';
import { ownersOf } from './owners-of.js';

/**
 * Opens the tasks that the preset ties to what has just become a fact: a mail to whoever owes it, with its limit. One
 * that is still owed is not opened twice. While the desk has still to decide the tag nothing is opened on a guess.
 */
export function withTasks(changed: Changed, policy: CasePolicy, now: Date): Changed {
  const state = changed.next;
  if (state.question?.about === 'tag') {
    return changed;
  }
  // What is told of a closed case opens nothing any more, but for its end itself and what its summary asks for (ME-0.8).
  const facts = [...factsOfChange(changed)].filter(
    (fact) => state.stage !== 'closed' || fact === 'closed' || fact === 'summary-filed',
  );
  const open = new Set(state.tasks.filter(({ filedAt }) => filedAt === null).map(({ task }) => task));
  const duties = facts.flatMap((fact) => policy.duties.opensOn(state, fact)).filter(({ key }) => !open.has(key));
  if (duties.length === 0) {
    return changed;
  }
  const opened = change(state, {
    set: { tasks: [...state.tasks, ...duties.map(({ key }) => ({ task: key, openedAt: now, filedAt: null }))] },
    notices: duties.flatMap((duty) =>
      toAll(ownersOf(state, duty, policy), duty.template, {
        parameters: taskParameters(state, duty, policy),
        quotes: ['complaint', 'assessment', 'plan', 'findings'],
        offers: offersOf(duty),
        urgent: state.urgent || state.tag === 'major',
      }),
    ),
    history: duties.map(({ key }) => ({ event: 'task-opened', by: 'system', text: null, codes: { task: key } })),
  });
  return both(changed, opened);
}

function taskParameters(state: CaseState, duty: Duty, policy: CasePolicy): Record<string, string> {
  const due = policy.dueFor(state, duty.fact);
  return {
    task: duty.title,
    dueAt: due === null ? '' : policy.formatInstant(due),
    parts: duty.sections.map(({ title }) => title).join('、'),
    goodwill: duty.fact === 'repair-plan-filed' ? policy.duties.goodwill(state).join('、') : '',
    causes: duty.fact === 'rectification-filed' ? policy.duties.causes.join('、') : '',
  };
}

/** Progress is told by writing to the customer; everything else is filed as a result. */
export function offersOf(duty: Duty): readonly Offer[] {
  switch (duty.fact) {
    case 'progress-told':
      return ['reply', 'task', 'help'];
    case 'rectification-filed':
      return ['rectification', 'help'];
    default:
      return ['task', 'help'];
  }
}
