import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { referralLimit } from '#libs/policy/deadline/deadlines-of.js';
import type { CaseState } from '../case/case.state.js';

/** The preset's mark of a case that an authority referred: the authority is answered too (SI-12). */
export const referralMark = 'referred';

/** Gives a new case what an authority's referral brings: its mark, and its due date where it has one. Pure. */
export function withReferral(state: CaseState, { passedOn }: Pick<StoredMessage, 'passedOn'>): CaseState {
  const referral = passedOn?.referral ?? null;
  if (referral === null) {
    return state;
  }
  return {
    ...state,
    marks: [...state.marks, referralMark],
    agreedLimits:
      referral.dueAt === null
        ? state.agreedLimits
        : [...state.agreedLimits, { milestone: referralLimit, dueAt: referral.dueAt }],
  };
}
