import type { Command } from '../grammar/command.union.js';
import { both, factAt, refused, type Changed, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toPerson } from '../../case/notice-request.js';
import { latestFact, type CaseState, type Plan, type ReviewStep } from '../../case/case.state.js';
import { readLimit } from '../limit/read-limit.js';
import type { CommandContext } from '../command.context.js';
import { tellPlan } from '../plan/plan.decision.js';
import { askReviewers } from './ask-reviewers.js';

type Opened = { readonly kind: 'open'; readonly plan: Plan; readonly step: ReviewStep };

function openStep(state: CaseState, kind: ReviewStep['kind'], context: CommandContext): Opened | Decision {
  const { actor, policy, answeredAt } = context;
  const step = state.plan?.openSteps[0];
  if (!state.plan || !step || state.plan.rejected || state.stage !== 'in-approval') {
    return refused('wrong-stage', { stage: state.stage });
  }
  if (step.kind !== kind) {
    return refused('wrong-stage', { stage: state.stage, waiting: step.roles.join('、') });
  }
  const submitted = latestFact(state, 'plan-submitted');
  if (answeredAt !== null && submitted !== null && answeredAt < submitted) {
    return refused('plan-superseded');
  }
  const own = state.plan.by === actor || state.handler === actor;
  const may = policy.holders(state, step.roles).includes(actor) && !own;
  return may ? { kind: 'open', plan: state.plan, step } : refused('not-yours', { roles: step.roles.join('、') });
}

/** 意见: legal's opinion goes before approval (PC-16). One with objections sends the plan back to its author. */
export function decideOpinion(
  state: CaseState,
  command: Extract<Command, { verb: 'opinion' }>,
  context: CommandContext,
): Decision {
  const open = openStep(state, 'opinion', context);
  if (open.kind !== 'open') {
    return open;
  }
  if (command.favourable === null) {
    return refused('opinion-unclear');
  }
  const filed = change(state, {
    sayings: [
      {
        type: 'case.opinion-filed',
        facts: [factAt('opinion-filed', context.now)],
        also: { plan: open.plan.no, favourable: command.favourable },
      },
    ],
    history: [
      {
        event: 'opinion-filed',
        by: context.actor,
        text: { kind: 'opinion', value: command.text },
        codes: { favourable: String(command.favourable) },
      },
    ],
  });
  return command.favourable
    ? then(filed, advance(filed.next, open.plan, context))
    : both(filed, sendBack(filed.next, open.plan, 'opinion'));
}

/** 批准: the plan may be carried out once its last step is done; only then does the customer hear of it. */
export function decideApprove(
  state: CaseState,
  command: Extract<Command, { verb: 'approve' }>,
  context: CommandContext,
): Decision {
  const open = openStep(state, 'approval', context);
  if (open.kind !== 'open') {
    return open;
  }
  const limits = limitsOf(state, command.text, context);
  if (limits === 'unreadable') {
    return refused('limit-missing');
  }
  const approved = change(state, {
    set: { agreedLimits: limits },
    sayings: [
      {
        type: 'case.approved',
        facts: [factAt('approved', context.now)],
        also: { plan: open.plan.no, person: context.actor },
      },
      ...(limits === state.agreedLimits
        ? []
        : [
            {
              type: 'case.timed' as const,
              facts: [],
              also: { pauses: [...state.pauses], agreedLimits: [...limits] },
            },
          ]),
    ],
    history: [
      {
        event: 'approved',
        by: context.actor,
        text: command.text === '' ? null : { kind: 'reason', value: command.text },
        codes: { plan: String(open.plan.no) },
      },
    ],
  });
  return then(approved, advance(approved.next, open.plan, context));
}

/** Where the preset leaves the limit to management, the approval names it: 批准 3个工作日 (PC-10.1). */
function limitsOf(
  state: CaseState,
  text: string,
  { now, policy }: CommandContext,
): CaseState['agreedLimits'] | 'unreadable' {
  const milestones = policy.duties.limitsSetByApproval(state);
  if (milestones.length === 0) {
    return state.agreedLimits;
  }
  const written = readLimit(text);
  const dueAt = written && policy.dueOf(written, now);
  if (!dueAt || dueAt <= now) {
    return 'unreadable';
  }
  const others = state.agreedLimits.filter(({ milestone }) => !milestones.includes(milestone));
  return [...others, ...milestones.map((milestone) => ({ milestone, dueAt: dueAt.toISOString() }))];
}

/** 驳回: the plan goes back to its author with the reason; another one must be drafted. */
export function decideReject(
  state: CaseState,
  command: Extract<Command, { verb: 'reject' }>,
  context: CommandContext,
): Decision {
  const open = openStep(state, 'approval', context);
  if (open.kind !== 'open') {
    return open;
  }
  if (command.reason === '') {
    return refused('text-missing', { verb: 'reject' });
  }
  const rejected = change(state, {
    sayings: [{ type: 'case.rejected', facts: [], also: { plan: open.plan.no, person: context.actor } }],
    history: [
      {
        event: 'rejected',
        by: context.actor,
        text: { kind: 'reason', value: command.reason },
        codes: { plan: String(open.plan.no) },
      },
    ],
  });
  return both(rejected, sendBack(rejected.next, open.plan, 'reason'));
}

function advance(state: CaseState, plan: Plan, { policy }: CommandContext): Decision {
  const rest = plan.openSteps.slice(1);
  const moved = change(state, {
    set: { plan: { ...plan, openSteps: rest }, stage: rest.length === 0 ? 'planned' : 'in-approval' },
  });
  if (rest.length > 0) {
    return then(moved, askReviewers(moved.next, policy));
  }
  const told = change(moved.next, {
    notices: [
      toPerson(state.handler ?? plan.by, 'plan-approved', {
        quotes: ['plan', 'opinion'],
        offers: ['done', 'contacted', 'reply', 'extend', 'help'],
      }),
    ],
  });
  return both(both(moved, told), tellPlan(told.next, false));
}

function sendBack(state: CaseState, plan: Plan, quote: 'opinion' | 'reason'): Changed {
  return change(state, {
    set: { plan: { ...plan, rejected: true }, stage: 'accepted' },
    notices: [
      toPerson(state.handler ?? plan.by, 'plan-returned', {
        quotes: ['plan', quote],
        offers: ['plan', 'extend', 'help'],
        urgent: state.urgent,
      }),
    ],
  });
}

function then(first: Changed, second: Decision): Decision {
  return second.kind === 'refused' ? second : both(first, second);
}
