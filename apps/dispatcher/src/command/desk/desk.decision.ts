import type { PersonId } from '#libs/contracts/identity.js';
import type { Command } from '../grammar/command.union.js';
import { both, factAt, refused, type Changed, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toAll, toComplainant, toPerson } from '../../case/notice-request.js';
import type { CaseState } from '../../case/case.state.js';
import { sortCase } from '../../registration/sort-case.js';
import { sortFurther } from './sort-further.js';
import type { CommandContext } from '../command.context.js';

type Of<V extends Command['verb']> = Extract<Command, { verb: V }>;

/** 无效: the desk closes the case (PG-14); from a handler it is a proposal to the desk. */
export function decideInvalid(
  state: CaseState,
  command: Of<'invalid'>,
  { now, actor, policy }: CommandContext,
): Decision {
  if (state.stage === 'closed') {
    return refused('already-done');
  }
  if (command.reason === '') {
    return refused('text-missing', { verb: 'invalid' });
  }
  const text = { kind: 'reason', value: command.reason } as const;
  if (!policy.isDesk(state, actor)) {
    if (state.handler !== actor) {
      return refused('not-yours', { roles: 'desk' });
    }
    return change(state, {
      // A tag that the desk still owes stays owed; the desk may answer both with 无效.
      set: { question: state.question ?? { about: 'handler-says-invalid', by: actor } },
      notices: toAll(policy.desk(state), 'desk-decision', {
        parameters: { question: 'handler-says-invalid', handler: policy.nameOf(actor) },
        quotes: ['complaint', 'assessment', 'reason'],
        offers: ['invalid', 'valid', 'help'],
        urgent: true,
      }),
      history: [{ event: 'invalid-proposed', by: actor, text, codes: {} }],
    });
  }
  // Advertising and the like get no answer; a person who complained is told on what ground it ends (SI-18).
  const answered = !state.marks.includes('not-a-complaint') && state.reachableBy === 'mail';
  return change(state, {
    set: { tag: 'invalid', stage: 'closed', closeReason: 'invalid', question: null, transfer: null, extension: null },
    sayings: [
      {
        type: 'case.tagged',
        facts: [],
        also: {
          deliveryId: state.deliveryId,
          clauses: [...state.clauses],
          by: 'desk',
          correction: state.question?.about !== 'invalid',
          person: actor,
        },
      },
      { type: 'case.closed', facts: [factAt('closed', now)], also: { reason: 'invalid' } },
    ],
    notices: [
      ...(answered ? [toComplainant('invalid-told', { quotes: ['reason'] })] : []),
      ...(state.handler === null
        ? []
        : [toPerson(state.handler, 'closed-told', { parameters: { reason: 'invalid' } })]),
    ],
    history: [{ event: 'closed-invalid', by: actor, text, codes: {} }],
  });
}

/** 有效: the desk overrules a proposal or a guess of invalid; the complaint takes its ordinary way at once. */
export function decideValid(state: CaseState, command: Of<'valid'>, context: CommandContext): Decision {
  if (state.question === null || (state.question.about === 'tag' && state.question.looksInvalid !== true)) {
    return refused('wrong-stage', { stage: state.stage });
  }
  if (state.question.about === 'handler-says-invalid' || state.question.about === 'handler-says-referred') {
    if (!context.policy.isDesk(state, context.actor)) {
      return refused('not-yours', { roles: 'desk' });
    }
    const handler = state.question.by;
    return change(state, {
      set: { question: null },
      notices: [
        toPerson(handler, 'proposal-overruled', {
          quotes: command.reason === '' ? [] : ['reason'],
          offers: ['accept', 'plan', 'help'],
        }),
      ],
      history: [
        {
          event: state.question.about === 'handler-says-referred' ? 'referral-overruled' : 'invalid-overruled',
          by: context.actor,
          text: command.reason === '' ? null : { kind: 'reason', value: command.reason },
          codes: {},
        },
      ],
    });
  }
  return decideTag(state, { verb: 'tag', tag: 'general', reason: command.reason }, context);
}

/** 重大 / 一般: the desk or management gives or corrects the tag; a correction is labelled data for the classifier. */
export function decideTag(state: CaseState, command: Of<'tag'>, { now, actor, policy }: CommandContext): Decision {
  const desk = policy.isDesk(state, actor);
  if (!desk && !policy.isManagement(state, actor)) {
    return refused('not-yours', { roles: 'desk' });
  }
  if (state.stage === 'closed' || state.stage === 'received') {
    return refused('wrong-stage', { stage: state.stage });
  }
  if (state.tag === command.tag && state.question === null) {
    return refused('already-done');
  }
  const tagged = sortCase(
    state,
    {
      tag: command.tag,
      clauses: state.clauses,
      category: state.category ?? 'other',
      urgent: state.urgent,
      by: desk ? 'desk' : 'management',
      correction: state.question?.about !== 'tag',
      person: actor,
    },
    [],
    policy,
    now,
  );
  return both(
    tagged,
    change(tagged.next, {
      history: [
        {
          event: 'tag-decided',
          by: actor,
          text: command.reason === '' ? null : { kind: 'reason', value: command.reason },
          codes: { tag: command.tag },
        },
      ],
    }),
  );
}

/** 分类: the category decides the department; a case that nobody has taken yet goes to the new one. */
export function decideCategory(
  state: CaseState,
  command: Of<'category'>,
  { now, actor, policy }: CommandContext,
): Decision {
  if (!policy.isDesk(state, actor) && !policy.isManagement(state, actor)) {
    return refused('not-yours', { roles: 'desk' });
  }
  const category = policy.categoryOf(command.category);
  if (category === null) {
    return (
      sortFurther(state, command.category, actor, policy) ?? refused('unknown-category', { category: command.category })
    );
  }
  if (state.tag === null || state.tag === 'invalid' || state.stage === 'closed') {
    return refused('wrong-stage', { stage: state.stage });
  }
  if (category === state.category) {
    return refused('already-done');
  }
  const { tag, clauses, urgent } = state;
  if (state.question !== null) {
    return recategorise(state, category, actor);
  }
  const free = state.stage === 'registered' || state.stage === 'assigned';
  const moved: CaseState = free
    ? { ...state, stage: 'registered', handler: null, department: null, transfer: null }
    : state;
  const sorted = sortCase(
    moved,
    { tag, clauses, category, urgent, by: 'desk', correction: true, person: actor },
    [],
    policy,
    now,
  );
  const { handler } = sorted.next;
  const relieved =
    state.handler === null || handler === state.handler
      ? []
      : [
          toPerson(state.handler, 'relieved', {
            parameters: { handler: handler === null ? '' : policy.nameOf(handler) },
          }),
        ];
  return both(sorted, change(sorted.next, { notices: relieved }));
}

/** While the desk still owes an answer the category is put right and nothing else: giving it decides no tag. */
function recategorise(state: CaseState, category: string, by: PersonId): Changed {
  return change(state, {
    set: { category },
    sayings: [
      {
        type: 'case.tagged',
        facts: [],
        also: { deliveryId: state.deliveryId, clauses: [...state.clauses], by: 'desk', correction: true, person: by },
      },
    ],
    history: [{ event: 'categorised', by, text: null, codes: { category } }],
  });
}
