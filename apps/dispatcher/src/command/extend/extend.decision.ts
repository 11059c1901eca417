import type { Command } from '../grammar/command.union.js';
import { readLimit } from '../limit/read-limit.js';
import { refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toAll, toPerson } from '../../case/notice-request.js';
import type { CaseState } from '../../case/case.state.js';
import type { CommandContext } from '../command.context.js';

/** 延期: asks for more time; nothing changes until the vice president in charge confirms it (PG-18.3). */
export function decideExtend(
  state: CaseState,
  command: Extract<Command, { verb: 'extend' }>,
  { now, actor, policy }: CommandContext,
): Decision {
  if (state.handler !== actor) {
    return refused('not-yours', { handler: state.handler === null ? '' : policy.nameOf(state.handler) });
  }
  const limit = policy.resolutionLimit(state);
  if (!limit || state.stage === 'resolved' || state.stage === 'closed') {
    return refused('wrong-stage', { stage: state.stage });
  }
  // Who confirms has the first request before them: another limit would be granted unread.
  if (state.extension !== null) {
    return refused('already-done');
  }
  const written = readLimit(command.by);
  const dueAt = written && policy.dueOf(written, limit.dueAt > now ? limit.dueAt : now);
  if (!dueAt || dueAt <= limit.dueAt) {
    return refused('limit-unreadable', { limit: command.by });
  }
  if (command.reason === '') {
    return refused('text-missing', { verb: 'extend' });
  }
  const deciders = policy.holders(state, policy.extensionRoles).filter((person) => person !== actor);
  if (deciders.length === 0) {
    return refused('nobody-to-decide', { roles: policy.extensionRoles.join('、') });
  }
  return change(state, {
    set: { extension: { by: actor, dueAt } },
    notices: toAll(deciders, 'extension-request', {
      parameters: {
        from: policy.formatInstant(limit.dueAt),
        to: policy.formatInstant(dueAt),
        handler: policy.nameOf(actor),
      },
      quotes: ['reason', 'plan'],
      offers: ['approve', 'reject', 'help'],
      urgent: true,
    }),
    history: [
      {
        event: 'extension-asked',
        by: actor,
        text: { kind: 'reason', value: command.reason },
        codes: { dueAt: dueAt.toISOString() },
      },
    ],
  });
}

/** The answer to an extension: 批准 moves the limit, 驳回 leaves it where it was. */
export function decideExtension(
  state: CaseState,
  granted: boolean,
  reason: string,
  { actor, policy }: CommandContext,
): Decision {
  const { extension } = state;
  const limit = policy.resolutionLimit(state);
  if (!extension || !limit) {
    return refused('already-done');
  }
  if (state.stage === 'resolved' || state.stage === 'closed') {
    return refused('wrong-stage', { stage: state.stage });
  }
  const own = extension.by === actor || state.handler === actor;
  if (own || !policy.holders(state, policy.extensionRoles).includes(actor)) {
    return refused('not-yours', { roles: policy.extensionRoles.join('、') });
  }
  const agreedLimits = granted
    ? [
        ...state.agreedLimits.filter((agreed) => agreed.milestone !== limit.milestone),
        { milestone: limit.milestone, dueAt: extension.dueAt.toISOString() },
      ]
    : state.agreedLimits;
  return change(state, {
    set: { extension: null, agreedLimits },
    sayings: granted
      ? [{ type: 'case.timed', facts: [], also: { pauses: [...state.pauses], agreedLimits: [...agreedLimits] } }]
      : [],
    notices: [
      toPerson(extension.by, 'extension-decided', {
        parameters: {
          granted: granted ? 'yes' : 'no',
          dueAt: policy.formatInstant(granted ? extension.dueAt : limit.dueAt),
        },
        quotes: reason === '' ? [] : ['reason'],
      }),
    ],
    history: [
      {
        event: granted ? 'extension-granted' : 'extension-refused',
        by: actor,
        text: reason === '' ? null : { kind: 'reason', value: reason },
        codes: { dueAt: extension.dueAt.toISOString() },
      },
    ],
  });
}
