import type { PersonId } from '#libs/contracts/identity.js';
import type { CasePolicy } from '../../case/case-policy.port.js';
import { factAt, refused, type Decision, type NoticeRequest } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toComplainant, toPerson } from '../../case/notice-request.js';
import type { CaseState } from '../../case/case.state.js';
import type { CommandContext } from '../command.context.js';

/** 接单: the sender takes the case; whoever held it before is relieved only now (PG-9). */
export function decideAccept(state: CaseState, { now, actor, policy }: CommandContext): Decision {
  if (state.transfer?.to === actor) {
    if (state.stage === 'resolved' || state.stage === 'closed') {
      return refused('wrong-stage', { stage: state.stage });
    }
    const former = state.handler;
    return change(state, {
      set: {
        handler: actor,
        department: state.transfer.department,
        transfer: null,
        marks: marksAfter(state, state.transfer.department),
        stage: state.plan ? state.stage : 'accepted',
      },
      sayings: [
        { type: 'case.assigned', facts: [], also: { department: state.transfer.department, person: actor } },
        { type: 'case.accepted', facts: [factAt('accepted', now)], also: { person: actor } },
      ],
      notices: [
        ...(former === null ? [] : [toPerson(former, 'relieved', { parameters: { handler: policy.nameOf(actor) } })]),
        ...tellWhoAccepted(state, actor, policy),
      ],
      history: [{ event: 'accepted', by: actor, text: null, codes: { from: former ?? '' } }],
    });
  }
  if (state.handler !== actor) {
    return refused('not-yours', { handler: state.handler === null ? '' : policy.nameOf(state.handler) });
  }
  if (state.stage !== 'assigned') {
    return refused(state.stage === 'registered' || state.stage === 'closed' ? 'wrong-stage' : 'already-done');
  }
  return change(state, {
    set: { stage: 'accepted' },
    sayings: [{ type: 'case.accepted', facts: [factAt('accepted', now)], also: { person: actor } }],
    notices: tellWhoAccepted(state, actor, policy),
    history: [{ event: 'accepted', by: actor, text: null, codes: {} }],
  });
}

/** A case that has passed from one department to another touches several (ME-4.2). */
function marksAfter(state: CaseState, department: string): readonly string[] {
  const passed = state.department !== null && state.department !== department;
  return passed ? [...new Set([...state.marks, 'several-departments'])] : state.marks;
}

function tellWhoAccepted(state: CaseState, actor: PersonId, policy: CasePolicy): NoticeRequest[] {
  return policy.tellsWhoAccepted
    ? [
        toComplainant('accepted-told', {
          parameters: { handler: policy.nameOf(actor) },
          held: !state.urgent,
          urgent: state.urgent,
          factWhenTold: 'human-response-told',
        }),
      ]
    : [];
}
