import type { Command } from '../grammar/command.union.js';
import { factAt, refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import type { CaseState } from '../../case/case.state.js';
import { isAgreement } from '../../answer/is-agreement.js';
import type { CommandContext } from '../command.context.js';

/** 联系: contact with the customer goes on record, with its outcome. A contact after the matter is done is a return visit. */
export function decideContacted(
  state: CaseState,
  command: Extract<Command, { verb: 'contacted' }>,
  { now, actor, policy }: CommandContext,
): Decision {
  if (state.handler !== actor && !policy.isDesk(state, actor)) {
    return refused('not-yours', { handler: state.handler === null ? '' : policy.nameOf(state.handler) });
  }
  if (command.outcome === '') {
    return refused('text-missing', { verb: 'contacted' });
  }
  const after = state.stage === 'resolved' || state.stage === 'closed';
  // 联系 客户同意…: that the customer agrees to the plan is on record (ME-2.2, ME-3.3).
  const agreed = state.plan !== null && isAgreement(command.outcome) ? [factAt('customer-agreed', now)] : [];
  return change(state, {
    sayings: [
      { type: 'case.contacted', facts: [factAt(after ? 'return-visit' : 'contacted', now), ...agreed], also: {} },
    ],
    history: [
      {
        event: after ? 'return-visit' : 'contacted',
        by: actor,
        text: { kind: 'note', value: command.outcome },
        codes: agreed.length > 0 ? { agreed: 'yes' } : {},
      },
    ],
  });
}
