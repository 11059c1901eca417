import type { Command } from '../grammar/command.union.js';
import { both, factAt, refused, type Decision, type NoticeRequest } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { endPauses } from '../../case/end-pauses.js';
import { toAll, toComplainant } from '../../case/notice-request.js';
import type { CaseState } from '../../case/case.state.js';
import type { CasePolicy } from '../../case/case-policy.port.js';
import type { CommandContext } from '../command.context.js';

/** 完成: the plan is carried out; the complainant is told the result and asked whether it is settled (PC-5.2). */
export function decideDone(
  state: CaseState,
  command: Extract<Command, { verb: 'done' }>,
  { now, actor, policy }: CommandContext,
): Decision {
  if (state.handler !== actor) {
    return refused('not-yours', { handler: state.handler === null ? '' : policy.nameOf(state.handler) });
  }
  if (state.stage === 'resolved' || state.stage === 'closed') {
    return refused('already-done');
  }
  if (state.stage !== 'planned') {
    return refused('wrong-stage', { stage: state.stage });
  }
  if (command.result === '') {
    return refused('text-missing', { verb: 'done' });
  }
  const [gate] = policy.duties.closedGates(state, 'execution');
  if (gate !== undefined) {
    return refused('gate-closed', { gate: gate.title, needs: gate.needs });
  }
  const phrase = policy.forbiddenPhrase(command.result);
  if (phrase !== null) {
    return refused('wording-refused', { phrase });
  }
  const running = endPauses(state, 'system', '', now);
  const resolved = change(running.next, {
    set: { stage: 'resolved', transfer: null, extension: null },
    sayings: [{ type: 'case.resolved', facts: [factAt('resolved', now)], also: {} }],
    notices: state.reachableBy === null ? askByCall(state, policy) : [askWhetherSettled(state)],
    history: [{ event: 'resolved', by: actor, text: { kind: 'result', value: command.result }, codes: {} }],
  });
  return both(running, resolved);
}

function askWhetherSettled(state: CaseState): NoticeRequest {
  return toComplainant('resolved-question', {
    quotes: ['result'],
    offers: ['settled', 'unsettled'],
    held: !state.urgent,
    urgent: state.urgent,
  });
}

/** Whoever cannot be written to is asked by telephone: a question that reaches nobody is none. */
function askByCall(state: CaseState, policy: CasePolicy): readonly NoticeRequest[] {
  return toAll(policy.desk(state), 'call-task', {
    quotes: ['complaint', 'result'],
    offers: ['contacted', 'help'],
    urgent: state.urgent,
  });
}
