import type { Command } from '../grammar/command.union.js';
import { factAt, refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import type { CaseState } from '../../case/case.state.js';
import { dispatchNotices } from '../../registration/dispatch-case.js';
import type { CommandContext } from '../command.context.js';

/** 转派: to a person or department; the old handler stays responsible until the new one accepts (PG-9, PG-8). */
export function decideTransfer(
  state: CaseState,
  command: Extract<Command, { verb: 'transfer' }>,
  { now, actor, policy }: CommandContext,
): Decision {
  if (state.handler !== actor && !policy.isDesk(state, actor)) {
    return refused('not-yours', { handler: state.handler === null ? '' : policy.nameOf(state.handler) });
  }
  if (state.stage === 'resolved' || state.stage === 'closed' || state.stage === 'received') {
    return refused('wrong-stage', { stage: state.stage });
  }
  const target = policy.findTarget(state, command.to);
  if (!target || target.handler === state.handler) {
    return refused('unknown-target', { to: command.to });
  }
  if (state.keptOut.includes(target.handler)) {
    return refused('conflict-of-interest');
  }
  // Each acceptance after the first was a transfer: a case that goes round is decided by somebody above (PG-8, PG-9).
  const transfers = state.facts.filter(({ fact }) => fact === 'accepted').length - 1;
  if (transfers >= policy.duties.transfersAtMost) {
    return refused('too-many-transfers', { most: String(policy.duties.transfersAtMost) });
  }
  if (command.reason === '') {
    return refused('text-missing', { verb: 'transfer' });
  }
  const history = [
    {
      event: 'transfer-asked',
      by: actor,
      text: { kind: 'reason' as const, value: command.reason },
      codes: { to: target.handler, department: target.department },
    },
  ];
  const notices = dispatchNotices(state, target, policy);
  if (state.handler === null) {
    return change(state, {
      set: { stage: 'assigned', department: target.department, handler: target.handler },
      sayings: [
        {
          type: 'case.assigned',
          facts: [factAt('assigned', now)],
          also: { department: target.department, person: target.handler },
        },
      ],
      notices,
      history,
    });
  }
  return change(state, { set: { transfer: { to: target.handler, department: target.department } }, notices, history });
}
