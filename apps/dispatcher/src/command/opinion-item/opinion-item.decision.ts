import { factAt, refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toAll } from '../../case/notice-request.js';
import type { CaseState } from '../../case/case.state.js';
import type { CommandContext } from '../command.context.js';

/** 舆情: what media and the public say lands on the case and is reported to the team (ME-0.6). */
export function decideOpinionItem(state: CaseState, text: string, { now, actor, policy }: CommandContext): Decision {
  const rule = policy.duties.activation(state);
  if (rule === null || state.activation !== 'active' || state.stage === 'closed') {
    return refused('no-emergency');
  }
  const team = policy.holders(state, rule.tells);
  if (!team.includes(actor) && state.handler !== actor && !policy.isDesk(state, actor)) {
    return refused('not-yours', { roles: rule.tells.join('、') });
  }
  if (text === '') {
    return refused('text-missing', { verb: 'opinion-item' });
  }
  return change(state, {
    sayings: [{ type: 'case.noted', facts: [factAt('opinion-reported', now)], also: {} }],
    notices: toAll(
      team.filter((person) => person !== actor),
      'opinion-item',
      { parameters: { text, handler: policy.nameOf(actor) }, quotes: ['complaint'], urgent: true },
    ),
    history: [{ event: 'opinion-item', by: actor, text: { kind: 'note', value: text }, codes: {} }],
  });
}
