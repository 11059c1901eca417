import type { Command } from '../grammar/command.union.js';
import { factAt, refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toComplainant } from '../../case/notice-request.js';
import type { CaseState } from '../../case/case.state.js';
import { dutiesOf } from '../../duty/owners-of.js';
import type { CommandContext } from '../command.context.js';

/** 回复客户: the text goes to the complainant after the wording check (PG-6, PC-19); it is a contact on record. */
export function decideReply(
  state: CaseState,
  command: Extract<Command, { verb: 'reply' }>,
  { now, actor, policy }: CommandContext,
): Decision {
  // Whoever owes the customer news of the progress may write to the customer (ME-0.4).
  const owes = dutiesOf(state, actor, policy).some(({ fact }) => fact === 'progress-told');
  if (state.handler !== actor && !owes && !policy.isDesk(state, actor)) {
    return refused('not-yours', { handler: state.handler === null ? '' : policy.nameOf(state.handler) });
  }
  if (command.text === '') {
    return refused('text-missing', { verb: 'reply' });
  }
  const phrase = policy.forbiddenPhrase(command.text);
  if (phrase !== null) {
    return refused('wording-refused', { phrase });
  }
  if (state.reachableBy !== 'mail') {
    return refused('wrong-stage', { stage: 'unreachable' });
  }
  return change(state, {
    sayings: [{ type: 'case.contacted', facts: [factAt('contacted', now)], also: {} }],
    notices: [
      toComplainant('handler-reply', {
        parameters: { text: command.text, handler: policy.nameOf(actor) },
        held: !state.urgent,
        urgent: state.urgent,
        factWhenTold: 'progress-told',
      }),
    ],
    history: [{ event: 'replied', by: actor, text: { kind: 'note', value: command.text }, codes: {} }],
  });
}
