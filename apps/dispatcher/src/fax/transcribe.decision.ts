import { refused, type Decision } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import type { CaseState } from '../case/case.state.js';
import type { CommandContext } from '../command/command.context.js';
import type { Command } from '../command/grammar/command.union.js';
import { detectLanguage } from '#libs/mail/message/detect-language.js';
import { isUntyped, untypedMark } from './untyped-fax.js';

/** 录入: the desk types what a fax says. The case goes on by that text; what the desk has decided meanwhile stays. */
export function decideTranscribe(
  state: CaseState,
  { text }: Extract<Command, { verb: 'transcribe' }>,
  { actor, policy }: CommandContext,
): Decision {
  if (!policy.isDesk(state, actor)) {
    return refused('not-yours', { roles: 'desk' });
  }
  if (!isUntyped(state)) {
    return refused('already-done');
  }
  if (text.trim() === '') {
    return refused('text-missing', { verb: 'transcribe' });
  }
  return change(state, {
    set: { marks: state.marks.filter((mark) => mark !== untypedMark), language: detectLanguage(text) },
    history: [{ event: 'fax-typed', by: actor, text: null, codes: {} }],
  });
}
