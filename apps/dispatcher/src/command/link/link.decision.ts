import type { Command } from '../grammar/command.union.js';
import { refused, type Changed, type Refused } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toPerson } from '../../case/notice-request.js';
import { nameOf, type CaseState } from '../../case/case.state.js';
import type { PersonId } from '#libs/contracts/identity.js';
import type { CommandContext } from '../command.context.js';

export type LinkCommand = Extract<Command, { verb: 'merge' | 'link' }>;

/** Whether the two can be put together. `other`: the case that bears the number; null: none does. */
export function judgeLink(
  state: CaseState,
  command: LinkCommand,
  other: CaseState | null,
  { actor, policy, leadsGroup }: Pick<CommandContext, 'actor' | 'policy'> & { readonly leadsGroup: boolean },
): Refused | { readonly kind: 'may'; readonly other: CaseState } {
  if (state.keptOut.includes(actor) || other?.keptOut.includes(actor) === true) {
    return refused('conflict-of-interest');
  }
  if (!policy.isDesk(state, actor) && !policy.isManagement(state, actor)) {
    return refused('not-yours', { roles: 'desk' });
  }
  if (other === null) {
    return refused('unknown-case', { number: command.number });
  }
  if (other.id === state.id) {
    return refused('same-case');
  }
  if (state.number === null || other.number === null) {
    return refused('wrong-stage', { stage: 'received' });
  }
  if (command.verb === 'merge' && leadsGroup) {
    return refused('leads-group', { number: state.number });
  }
  return command.verb === 'merge' && (state.stage === 'closed' || other.stage === 'closed')
    ? refused('wrong-stage', { stage: 'closed' })
    : { kind: 'may', other };
}

/** What was said of two cases by people: labelled data for the classifier, as a corrected tag is. */
export function sayLinked(
  state: CaseState,
  other: CaseState,
  kind: 'merged' | 'related' | 'apart',
  by: PersonId,
  reason: string,
): Changed {
  return change(state, {
    sayings: [
      {
        type: 'case.linked',
        facts: [],
        also: { deliveryId: state.deliveryId, otherDeliveryId: other.deliveryId, kind, by },
      },
    ],
    history: [
      {
        event: kind === 'apart' ? 'link-undone' : 'linked',
        by,
        text: reason === '' ? null : { kind: 'reason', value: reason },
        codes: { kind, others: nameOf(other) },
      },
    ],
  });
}

/** 关联: whoever handles either case knows of the other; nothing else changes. */
export function tellLinked(state: CaseState, other: CaseState, reason: string): Changed {
  return change(state, {
    notices:
      state.handler === null
        ? []
        : [
            toPerson(state.handler, 'linked-told', {
              parameters: { kind: 'related', others: nameOf(other), reason },
              held: true,
            }),
          ],
  });
}
