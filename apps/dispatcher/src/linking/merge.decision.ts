import type { DeliveryId, PersonId } from '#libs/contracts/identity.js';
import { passOn } from '../answer/answer.decision.js';
import { both, factAt, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toComplainant, toPerson } from '../case/notice-request.js';
import { nameOf, type CaseState } from '../case/case.state.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { Classification } from '../registration/classification.js';
import { giveTag } from '../registration/give-tag.js';

export interface Merging {
  readonly by: PersonId | 'system';
  readonly now: Date;
}

/**
 * The case that ends in another. One that has its number says so to its complainant, who is told which leads, and to
 * whoever had it; one that was never numbered is not known to anybody yet.
 */
export function endIn(state: CaseState, leading: CaseState, { by, now }: Merging): Changed {
  const numbered = state.number !== null;
  return change(state, {
    set: { stage: 'closed', closeReason: 'merged', question: null, transfer: null, extension: null },
    sayings: numbered ? [{ type: 'case.closed', facts: [factAt('closed', now)], also: { reason: 'merged' } }] : [],
    notices: numbered
      ? [
          toComplainant('merged-told', { parameters: { leading: nameOf(leading) }, held: by !== 'system' }),
          ...(state.handler === null || state.handler === leading.handler
            ? []
            : [toPerson(state.handler, 'closed-told', { parameters: { reason: 'merged', leading: nameOf(leading) } })]),
        ]
      : [],
    history: [{ event: 'merged', by, text: null, codes: { leading: nameOf(leading) } }],
  });
}

export interface TakenIn {
  readonly follower: CaseState;
  readonly deliveries: readonly DeliveryId[];
  /** What was written. */
  readonly text: string;
  /** What the classifier said of it; null: it has said nothing, or the case had its tag. */
  readonly said: Pick<Classification, 'tag' | 'abstained' | 'clauses' | 'category' | 'urgent'> | null;
}

/** The case that leads: it has further deliveries, and whoever works on it reads them. It becomes as grave as they are. */
export function takeIn(
  state: CaseState,
  { follower, deliveries, text, said }: TakenIn,
  policy: CasePolicy,
  { by, now }: Merging,
): Changed {
  const taken = change(state, {
    sayings: deliveries.map((deliveryId) => ({ type: 'case.joined' as const, facts: [], also: { deliveryId } })),
    history: [
      {
        event: follower.number === null ? 'delivery-joined' : 'case-merged-in',
        by,
        text: { kind: 'note', value: text },
        codes: { channel: follower.channel, number: follower.number ?? '' },
      },
    ],
    notices:
      follower.number === null
        ? [
            {
              ...toComplainant('joined-told', { urgent: true, factWhenTold: null }),
              to: { kind: 'sender-of', caseId: follower.id },
            },
          ]
        : [],
  });
  const graver = both(taken, makeGraver(taken.next, said, now));
  return both(graver, passOn(graver.next, text, policy, follower.channel === 'fax' ? follower.deliveryId : null));
}

function makeGraver(state: CaseState, said: TakenIn['said'], now: Date): Changed {
  const major = said?.tag === 'major' && !said.abstained;
  if (!major || state.tag === 'major' || state.tag === null || state.question?.about === 'invalid') {
    return change(state, {});
  }
  const clauses = [...new Set([...said.clauses, ...state.clauses])];
  const category = state.category ?? said.category;
  const urgent = state.urgent || said.urgent;
  return giveTag(state, { tag: 'major', clauses, category, urgent, by: 'classifier', correction: false }, now);
}
