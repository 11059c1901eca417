/** What went out lately, counted on business time. */
export interface RecentNotices {
  /** Of this template to this recipient about this case. */
  readonly sameInHour: number;
  readonly sameInDay: number;
  /** To this recipient, whatever it was about. */
  readonly recipientInHour: number;
}

export interface LoopBudget {
  readonly samePerHour: number;
  readonly samePerDay: number;
  /** Global breaker: a mailbox that answers everything with a new complaint each time. Complainants only. */
  readonly partyPerHour: number;
}

/** Far more than people cause, far less than two machines do. */
export const defaultLoopBudget: LoopBudget = { samePerHour: 8, samePerDay: 30, partyPerHour: 40 };

/** Keeps two machines from answering each other for ever (RFC 3834 5): one budget per (recipient, case, template). */
export function judgeLoopBudget(
  recent: RecentNotices,
  recipient: 'party' | 'person',
  budget: LoopBudget,
): 'within' | 'spent' {
  const spent =
    recent.sameInHour >= budget.samePerHour ||
    recent.sameInDay >= budget.samePerDay ||
    (recipient === 'party' && recent.recipientInHour >= budget.partyPerHour);
  return spent ? 'spent' : 'within';
}
