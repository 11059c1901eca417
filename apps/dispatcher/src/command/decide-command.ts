import type { Command } from './grammar/command.union.js';
import { refused, type Decision } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import type { CaseState } from '../case/case.state.js';
import { decideAccept } from './accept/accept.decision.js';
import type { CommandContext } from './command.context.js';
import { decideContacted } from './contacted/contacted.decision.js';
import { decideCategory, decideInvalid, decideTag, decideValid } from './desk/desk.decision.js';
import { decideDone } from './done/done.decision.js';
import { decideExtend, decideExtension } from './extend/extend.decision.js';
import { decideActivation } from './activation/activation.decision.js';
import { decideOpinionItem } from './opinion-item/opinion-item.decision.js';
import { decidePause, decideResume } from './pause/pause.decision.js';
import { decidePlan } from './plan/plan.decision.js';
import { decideRefer } from './refer/refer.decision.js';
import { decideReply } from './reply/reply.decision.js';
import { decideApprove, decideOpinion, decideReject } from './review/review.decision.js';
import { decideAcknowledge, decideLift, decideSuspend } from './suspend/suspend.decision.js';
import { decideFiling, decideTask } from './task/task.decision.js';
import { decideTranscribe } from '../fax/transcribe.decision.js';
import { decideTransfer } from './transfer/transfer.decision.js';

/** Commands that a decision on the case answers; the others are about the mail exchange itself, or about two cases. */
export type CaseCommand = Exclude<Command, { verb: 'help' | 'undo' | 'confirm' | 'merge' | 'link' }>;

/** What a command does to a case. Pure; the same case, command and context give the same decision. */
export function decideCommand(state: CaseState, command: CaseCommand, context: CommandContext): Decision {
  if (state.keptOut.includes(context.actor) && command.verb !== 'note') {
    return refused('conflict-of-interest');
  }
  switch (command.verb) {
    case 'accept':
      return decideAccept(state, context);
    case 'contacted':
      return decideContacted(state, command, context);
    case 'plan':
      return decidePlan(state, command, context);
    case 'reply':
      return decideReply(state, command, context);
    case 'transfer':
      return decideTransfer(state, command, context);
    case 'extend':
      return decideExtend(state, command, context);
    case 'opinion':
      return decideOpinion(state, command, context);
    case 'approve':
      if (isAboutActivation(state, context)) {
        return decideActivation(state, true, command.text, context);
      }
      return isAboutExtension(state, context)
        ? decideExtension(state, true, command.text, context)
        : decideApprove(state, command, context);
    case 'reject':
      if (isAboutActivation(state, context)) {
        return decideActivation(state, false, command.reason, context);
      }
      return isAboutExtension(state, context)
        ? decideExtension(state, false, command.reason, context)
        : decideReject(state, command, context);
    case 'done':
      return decideDone(state, command, context);
    case 'refer':
      return decideRefer(state, command, context);
    case 'invalid':
      return decideInvalid(state, command, context);
    case 'valid':
      return decideValid(state, command, context);
    case 'tag':
      return decideTag(state, command, context);
    case 'category':
      return decideCategory(state, command, context);
    case 'pause':
      return decidePause(state, command, context);
    case 'resume':
      return decideResume(state, command, context);
    case 'acknowledge':
      return decideAcknowledge(state, context);
    case 'task':
      return decideTask(state, command.text, context);
    case 'findings':
      return decideFiling(state, 'analysis-filed', command.text, context);
    case 'rectification':
      return decideFiling(state, 'rectification-filed', command.text, context);
    case 'opinion-item':
      return decideOpinionItem(state, command.text, context);
    case 'suspend':
      return decideSuspend(state, command.reason, context);
    case 'lift':
      return decideLift(state, command.reason, context);
    case 'transcribe':
      return decideTranscribe(state, command, context);
    case 'note':
      return command.text === ''
        ? refused('text-missing', { verb: 'note' })
        : change(state, {
            history: [{ event: 'noted', by: context.actor, text: { kind: 'note', value: command.text }, codes: {} }],
          });
  }
  return command satisfies never;
}

/** A case that waits for the emergency plan has no plan of its own to approve yet. */
function isAboutActivation(state: CaseState, { answered }: CommandContext): boolean {
  return answered === 'activation-request' || (state.activation === 'asked' && answered !== 'extension-request');
}

/** 批准 and 驳回 go by the mail that they answer; in answer to any other, by what is waiting. */
function isAboutExtension(state: CaseState, { answered }: CommandContext): boolean {
  return answered === 'extension-request' || (state.extension !== null && state.stage !== 'in-approval');
}
