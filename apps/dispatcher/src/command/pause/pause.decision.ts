import type { Command } from '../grammar/command.union.js';
import { refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { endPauses, isPaused } from '../../case/end-pauses.js';
import type { CaseState } from '../../case/case.state.js';
import type { CommandContext } from '../command.context.js';

/** 暂停: clocks stand still while the customer is waited for; a stored interval with its cause, not a status. */
export function decidePause(
  state: CaseState,
  command: Extract<Command, { verb: 'pause' }>,
  { now, actor, policy }: CommandContext,
): Decision {
  if (state.handler !== actor && !policy.isDesk(state, actor)) {
    return refused('not-yours', { handler: state.handler === null ? '' : policy.nameOf(state.handler) });
  }
  if (state.stage === 'resolved' || state.stage === 'closed') {
    return refused('wrong-stage', { stage: state.stage });
  }
  if (isPaused(state)) {
    return refused('already-done');
  }
  if (command.reason === '') {
    return refused('text-missing', { verb: 'pause' });
  }
  const pauses = [...state.pauses, { cause: 'waiting-for-customer' as const, from: now.toISOString(), until: null }];
  return change(state, {
    set: { pauses },
    sayings: [{ type: 'case.timed', facts: [], also: { pauses, agreedLimits: [...state.agreedLimits] } }],
    history: [{ event: 'paused', by: actor, text: { kind: 'reason', value: command.reason }, codes: {} }],
  });
}

/** 恢复: the clocks run on. */
export function decideResume(
  state: CaseState,
  command: Extract<Command, { verb: 'resume' }>,
  { now, actor, policy }: CommandContext,
): Decision {
  if (state.handler !== actor && !policy.isDesk(state, actor)) {
    return refused('not-yours', { handler: state.handler === null ? '' : policy.nameOf(state.handler) });
  }
  if (!isPaused(state)) {
    return refused('wrong-stage', { stage: 'running' });
  }
  return endPauses(state, actor, command.reason, now);
}
