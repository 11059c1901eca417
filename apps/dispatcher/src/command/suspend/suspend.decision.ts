import { factAt, refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toAll } from '../../case/notice-request.js';
import { latestFact, type CaseState } from '../../case/case.state.js';
import type { CommandContext } from '../command.context.js';

/** Whether business stands still by order, and whether somebody has confirmed that it does. */
export function suspensionOf(state: CaseState): 'none' | 'ordered' | 'acknowledged' {
  const [ordered, lifted, acknowledged] = [
    latestFact(state, 'suspended'),
    latestFact(state, 'suspension-lifted'),
    latestFact(state, 'suspension-acknowledged'),
  ];
  if (ordered === null || (lifted !== null && lifted >= ordered)) {
    return 'none';
  }
  return acknowledged !== null && acknowledged >= ordered ? 'acknowledged' : 'ordered';
}

/** 停业: the business concerned is to stop at once; whoever must see to it is told until they confirm (ME-6.2). */
export function decideSuspend(state: CaseState, reason: string, { now, actor, policy }: CommandContext): Decision {
  const rule = policy.duties.suspension(state);
  if (rule === null || state.stage === 'closed') {
    return refused('no-suspension');
  }
  if (!policy.holders(state, rule.orderedBy).includes(actor)) {
    return refused('not-yours', { roles: rule.orderedBy.join('、') });
  }
  if (suspensionOf(state) !== 'none') {
    return refused('already-done');
  }
  if (reason === '') {
    return refused('text-missing', { verb: 'suspend' });
  }
  return change(state, {
    sayings: [{ type: 'case.noted', facts: [factAt('suspended', now)], also: {} }],
    notices: toAll(policy.holders(state, rule.acknowledgedBy), 'suspension-order', {
      parameters: { text: reason, handler: policy.nameOf(actor) },
      quotes: ['complaint'],
      offers: ['acknowledge', 'help'],
      urgent: true,
    }),
    history: [{ event: 'suspended', by: actor, text: { kind: 'reason', value: reason }, codes: {} }],
  });
}

/** 知悉 by whoever must stop the business: the order is not repeated any more. */
export function decideAcknowledge(state: CaseState, { now, actor, policy }: CommandContext): Decision {
  const rule = policy.duties.suspension(state);
  const concerned = rule !== null && policy.holders(state, rule.acknowledgedBy).includes(actor);
  const answered = concerned && suspensionOf(state) === 'ordered';
  return change(state, {
    sayings: answered ? [{ type: 'case.noted', facts: [factAt('suspension-acknowledged', now)], also: {} }] : [],
    history: [
      { event: answered ? 'suspension-acknowledged' : 'warning-acknowledged', by: actor, text: null, codes: {} },
    ],
  });
}

/** 解除: the business may go on; all who stopped it are told (ME-6.2). */
export function decideLift(state: CaseState, reason: string, { now, actor, policy }: CommandContext): Decision {
  const rule = policy.duties.suspension(state);
  if (rule === null || suspensionOf(state) === 'none') {
    return refused('no-suspension');
  }
  if (!policy.holders(state, rule.liftedBy).includes(actor)) {
    return refused('not-yours', { roles: rule.liftedBy.join('、') });
  }
  const told = policy.holders(state, [...rule.acknowledgedBy, ...rule.orderedBy]).filter((person) => person !== actor);
  return change(state, {
    sayings: [{ type: 'case.noted', facts: [factAt('suspension-lifted', now)], also: {} }],
    notices: toAll(told, 'suspension-lifted', {
      parameters: { text: reason, handler: policy.nameOf(actor) },
      quotes: ['complaint'],
      urgent: true,
    }),
    history: [
      {
        event: 'suspension-lifted',
        by: actor,
        text: reason === '' ? null : { kind: 'reason', value: reason },
        codes: {},
      },
    ],
  });
}
