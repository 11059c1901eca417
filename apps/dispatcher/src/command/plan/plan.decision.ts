import type { Command } from '../grammar/command.union.js';
import { readLimit } from '../limit/read-limit.js';
import { both, factAt, refused, type Changed, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toComplainant } from '../../case/notice-request.js';
import type { CaseState, Plan } from '../../case/case.state.js';
import { decideAccept } from '../accept/accept.decision.js';
import type { CasePolicy } from '../../case/case-policy.port.js';
import type { CommandContext } from '../command.context.js';
import { readSections } from '../grammar/read-sections.js';
import { askReviewers } from '../review/ask-reviewers.js';

type PlanCommand = Extract<Command, { verb: 'plan' }>;

/**
 * 方案: registers who solves, measures and limit, all three or none (PG-17, PG-24). A plan without review is in force
 * at once; one that needs legal or approval waits for them. The customer is told right away that it is in hand
 * (PG-25), what will be done only once it is certain (PG-6). A handler who sends a plan has taken the case. Earlier plans
 * stay on record (ME-5.2).
 */
export function decidePlan(state: CaseState, command: PlanCommand, context: CommandContext): Decision {
  if (state.stage === 'assigned' || state.transfer?.to === context.actor) {
    const accepted = decideAccept(state, context);
    if (accepted.kind === 'refused') {
      return accepted;
    }
    const planned = decidePlan(accepted.next, command, context);
    return planned.kind === 'refused' ? planned : both(accepted, planned);
  }
  return state.handler === context.actor
    ? registerPlan(state, command, context)
    : refused('not-yours', { handler: state.handler === null ? '' : context.policy.nameOf(state.handler) });
}

function registerPlan(state: CaseState, command: PlanCommand, { now, actor, policy }: CommandContext): Decision {
  if (state.stage !== 'accepted' && state.stage !== 'planned' && state.stage !== 'in-approval') {
    return refused('wrong-stage', { stage: state.stage });
  }
  // A case that is major no more waits for no emergency plan.
  if (state.activation === 'asked' && policy.duties.activation(state) !== null) {
    return refused('activation-pending');
  }
  const [gate] = policy.duties.closedGates(state, 'planning');
  if (gate !== undefined) {
    return refused('gate-closed', { gate: gate.title, needs: gate.needs });
  }
  const { person, measures, limit } = command;
  const { sections, missing } = readSections(command.whole, policy.duties.planSections(state));
  if (person === null || measures === null || limit === null || missing.length > 0) {
    return refused('plan-incomplete', { missing: [...missingOf(command), ...missing].join('、') });
  }
  const written = readLimit(limit);
  const dueAt = written && policy.dueOf(written, now);
  if (!dueAt) {
    return refused('limit-unreadable', { limit });
  }
  if (dueAt <= now) {
    return refused('limit-in-the-past', { limit });
  }
  const allowed = policy.resolutionLimit(state);
  if (allowed && dueAt > allowed.dueAt) {
    return refused('limit-too-late', { limit, allowed: policy.formatInstant(allowed.dueAt) });
  }
  const steps = policy.reviewSteps(state);
  const plan: Plan = { no: (state.plan?.no ?? 0) + 1, by: actor, dueAt, openSteps: steps, rejected: false };
  const agreedLimits = withPlanLimit(state, dueAt, policy);
  const planned = change(state, {
    set: { plan, agreedLimits, stage: steps.length === 0 ? 'planned' : 'in-approval' },
    sayings: [
      {
        type: 'case.planned',
        facts: [factAt('planned', now), ...(steps.length === 0 ? [] : [factAt('plan-submitted', now)])],
        also: { plan: plan.no, needsApproval: steps.length > 0 },
      },
      { type: 'case.timed', facts: [], also: { pauses: [...state.pauses], agreedLimits: [...agreedLimits] } },
    ],
    history: [
      {
        event: 'planned',
        by: actor,
        text: { kind: 'plan', value: { person, measures, limit, sections, dueAt: policy.formatInstant(dueAt) } },
        codes: { plan: String(plan.no), dueAt: dueAt.toISOString() },
      },
    ],
  });
  if (steps.length === 0) {
    return both(planned, tellPlan(planned.next, true));
  }
  const asked = askReviewers(planned.next, policy);
  return asked.kind === 'refused' ? asked : both(both(planned, asked), tellPlanned(asked.next));
}

/** The plan's limit becomes one of the case's (PG-26); that of an earlier plan no longer counts. */
function withPlanLimit(state: CaseState, dueAt: Date, policy: CasePolicy): CaseState['agreedLimits'] {
  const milestones = policy.planMilestones(state);
  const others = state.agreedLimits.filter((agreed) => !milestones.includes(agreed.milestone));
  return [...others, ...milestones.map((milestone) => ({ milestone, dueAt: dueAt.toISOString() }))];
}

/** A plan that waits for legal or approval: the customer hears that it is in hand, and nothing yet of what it says. */
function tellPlanned(state: CaseState): Changed {
  return change(state, {
    notices: [
      toComplainant('plan-in-review', {
        held: !state.urgent,
        urgent: state.urgent,
        factWhenTold: 'customer-told-plan',
      }),
    ],
  });
}

/** As soon as the plan is in force the customer is told what will be done. */
export function tellPlan(state: CaseState, held: boolean): Changed {
  return change(state, {
    notices: [
      toComplainant('plan-told', {
        quotes: ['plan'],
        held: held && !state.urgent,
        urgent: state.urgent,
        factWhenTold: 'customer-told-plan',
      }),
    ],
  });
}

function missingOf(command: PlanCommand): string[] {
  const names = { person: '责任人', measures: '措施', limit: '时限' } as const;
  return (['person', 'measures', 'limit'] as const)
    .filter((field) => command[field] === null)
    .map((field) => names[field]);
}
