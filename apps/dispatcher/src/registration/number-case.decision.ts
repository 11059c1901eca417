import { both, factAt, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import type { CaseState } from '../case/case.state.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import { askForText } from '../fax/ask-for-text.js';
import { isUntyped } from '../fax/untyped-fax.js';
import { acknowledge } from './acknowledge.js';
import type { Classification } from './classification.js';
import { applyClassification, askDesk } from './sort-case.js';

export interface Numbering {
  readonly number: string;
  /** Null when the classifier has not answered within the preset's wait: the complaint never waits for it. */
  readonly said: Classification | null;
}

/**
 * Registers a received complaint: number, then tag, acknowledgement and dispatch; without a classification the
 * acknowledgement names the desk, and the desk is asked for the tag (PG-16, PG-18.1).
 */
export function numberCase(state: CaseState, numbering: Numbering, policy: CasePolicy, now: Date): Changed {
  const registered = change(state, {
    set: { number: numbering.number, stage: 'registered' },
    sayings: [
      {
        type: 'case.registered',
        facts: [factAt('received', state.receivedAt), factAt('registered', now)],
        also: { deliveryId: state.deliveryId, number: numbering.number },
      },
      // A limit that the complaint brought along, as an authority's referral does (SI-12).
      ...(state.agreedLimits.length === 0
        ? []
        : [
            {
              type: 'case.timed' as const,
              facts: [],
              also: { pauses: [...state.pauses], agreedLimits: [...state.agreedLimits] },
            },
          ]),
    ],
    history: [{ event: 'registered', by: 'system', text: null, codes: { number: numbering.number } }],
  });
  if (numbering.said) {
    return both(registered, applyClassification(registered.next, numbering.said, policy, now));
  }
  const told = acknowledge(registered.next, [], policy);
  const sum = both(registered, told);
  return both(sum, isUntyped(sum.next) ? askForText(sum.next, policy) : askDesk(sum.next, 'tag', policy));
}

/** A classification that comes after the number: applied unless the desk has decided meanwhile. The number stays. */
export function classifyLate(state: CaseState, said: Classification, policy: CasePolicy, now: Date): Changed {
  if (isUntyped(state)) {
    return change(state, {});
  }
  const decided = state.stage !== 'registered' || state.question?.about !== 'tag' || state.tag !== null;
  return decided ? change(state, {}) : applyClassification({ ...state, question: null }, said, policy, now);
}
