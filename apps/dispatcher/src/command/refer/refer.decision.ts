import type { PersonId } from '#libs/contracts/identity.js';
import type { Command } from '../grammar/command.union.js';
import { factAt, refused, type Decision, type NoticeRequest } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toAll, toComplainant, toPerson } from '../../case/notice-request.js';
import type { ReferralRule } from '../../case/case-duties.port.js';
import type { CasePolicy } from '../../case/case-policy.port.js';
import type { CaseState } from '../../case/case.state.js';
import type { CommandContext } from '../command.context.js';
import { readReferral } from './read-referral.js';

/**
 * 转介: not our responsibility (SI-18). Whoever decides it ends the case as referred, and the complainant is told the
 * ground and where to turn to; from a handler it is a proposal to them. The tag stays: it was a complaint all the same.
 */
export function decideRefer(
  state: CaseState,
  command: Extract<Command, { verb: 'refer' }>,
  { now, actor, policy }: CommandContext,
): Decision {
  if (state.closeReason === 'referred') {
    return refused('already-done');
  }
  // What was resolved has been told as settled by us; what has no number nobody has looked at.
  if (state.stage === 'closed' || state.stage === 'received' || state.stage === 'resolved') {
    return refused('wrong-stage', { stage: state.stage });
  }
  const rule = policy.duties.referral;
  if (rule === null) {
    return refused('no-referral');
  }
  const deciders = whoDecides(state, rule, policy);
  if (!deciders.includes(actor) && state.handler !== actor) {
    return refused('not-yours', { roles: 'desk' });
  }
  const { ground, channel } = readReferral(command.text, rule.grounds);
  const fault = { line: lineOf(command.text), grounds: rule.grounds.map(({ title }) => title.zh).join('、') };
  if (ground === null) {
    return refused('unknown-ground', fault);
  }
  if (channel === '') {
    return refused('channel-missing', fault);
  }
  const phrase = policy.forbiddenPhrase(channel);
  if (phrase !== null) {
    return refused('wording-refused', { phrase });
  }
  const text = { kind: 'reason', value: `${ground.title.zh}；${channel}` } as const;
  if (!deciders.includes(actor)) {
    return change(state, {
      // A tag that the desk still owes stays owed, as with 无效.
      set: { question: state.question ?? { about: 'handler-says-referred', by: actor } },
      notices: toAll(deciders, 'desk-decision', {
        parameters: {
          question: 'handler-says-referred',
          handler: policy.nameOf(actor),
          ground: ground.title.zh,
          channel,
        },
        quotes: ['complaint', 'assessment', 'reason'],
        offers: ['refer', 'invalid', 'valid', 'help'],
        urgent: true,
      }),
      history: [{ event: 'referral-proposed', by: actor, text, codes: { ground: ground.key } }],
    });
  }
  const words = { ground: ground.title[state.language === 'en' ? 'en' : 'zh'], channel };
  return change(state, {
    set: { stage: 'closed', closeReason: 'referred', question: null, transfer: null, extension: null },
    sayings: [{ type: 'case.closed', facts: [factAt('closed', now)], also: { reason: 'referred' } }],
    notices: [...tellComplainant(state, words, policy), ...tellHandler(state, actor)],
    history: [{ event: 'closed-referred', by: actor, text, codes: { ground: ground.key } }],
  });
}

/** Holders of the preset's role; where all of them are kept out, whoever has the desk's part on this case. */
function whoDecides(state: CaseState, rule: ReferralRule, policy: CasePolicy): readonly PersonId[] {
  const holders = policy.holders(state, rule.decidedBy);
  return holders.length > 0 ? holders : policy.desk(state);
}

/** Never a silent refusal: whoever cannot be written to is told by telephone. */
function tellComplainant(
  state: CaseState,
  words: { readonly ground: string; readonly channel: string },
  policy: CasePolicy,
): readonly NoticeRequest[] {
  const { urgent } = state;
  return state.reachableBy === null
    ? toAll(policy.desk(state), 'call-task', {
        parameters: { text: `${words.ground}；${words.channel}` },
        quotes: ['complaint'],
        offers: ['help'],
        held: !urgent,
        urgent,
      })
    : [toComplainant('referred-told', { parameters: words, held: !urgent, urgent })];
}

function tellHandler({ handler, urgent }: CaseState, actor: PersonId): readonly NoticeRequest[] {
  return handler === null || handler === actor
    ? []
    : [toPerson(handler, 'closed-told', { parameters: { reason: 'referred' }, held: !urgent })];
}

/** The line at fault as it was written. */
function lineOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/u, 1);
  return `转介 ${first.slice(0, 60)}`.trim();
}
