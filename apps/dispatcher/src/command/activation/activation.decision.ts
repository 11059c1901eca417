import { both, factAt, refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toPerson } from '../../case/notice-request.js';
import type { CaseState } from '../../case/case.state.js';
import { activate } from '../../duty/activate.js';
import type { CommandContext } from '../command.context.js';

/** 启动 / 不启动: the leading group decides whether the emergency plan runs (ME-2.0). Either way the case goes on. */
export function decideActivation(
  state: CaseState,
  granted: boolean,
  reason: string,
  { now, actor, policy }: CommandContext,
): Decision {
  const rule = policy.duties.activation(state);
  if (rule === null || state.activation !== 'asked' || state.stage === 'closed') {
    return refused('already-done');
  }
  if (!policy.holders(state, rule.decidedBy).includes(actor)) {
    return refused('not-yours', { roles: rule.decidedBy.join('、') });
  }
  if (!granted && reason === '') {
    return refused('text-missing', { verb: 'reject' });
  }
  const decided = granted
    ? activate(state, rule.mark, actor, reason, now)
    : change(state, {
        set: { activation: 'declined' },
        sayings: [{ type: 'case.noted', facts: [factAt('activation-decided', now)], also: {} }],
        history: [{ event: 'activation-declined', by: actor, text: { kind: 'reason', value: reason }, codes: {} }],
      });
  const told = change(decided.next, {
    notices:
      state.handler === null
        ? []
        : [
            toPerson(state.handler, 'activation-decided', {
              parameters: { granted: granted ? 'yes' : 'no' },
              quotes: reason === '' ? [] : ['reason'],
              offers: ['plan', 'help'],
              urgent: true,
            }),
          ],
  });
  return both(decided, told);
}
