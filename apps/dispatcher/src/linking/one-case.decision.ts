import type { CaseState } from '../case/case.state.js';

/** The preset's window, in seconds. */
export interface JoiningRule {
  readonly acrossChannelsWithinSeconds: number;
}

type Told = Pick<CaseState, 'channel' | 'receivedAt' | 'stage'>;

/**
 * Whether a complaint and an earlier one, of the same person about the same matter, are one case: told again over another
 * channel within the preset's window. Over the same channel it is a complaint of its own (SI-17).
 * Only a case that nobody has begun to work on is taken into another by the software; people may do so later.
 */
export function judgeOneCase(later: Told, earlier: Told, rule: JoiningRule): 'one-case' | 'linked' {
  const begun = later.stage !== 'received' && later.stage !== 'registered' && later.stage !== 'assigned';
  if (begun || earlier.stage === 'closed') {
    return 'linked';
  }
  const seconds = Math.abs(later.receivedAt.getTime() - earlier.receivedAt.getTime()) / 1_000;
  return later.channel !== earlier.channel && seconds <= rule.acrossChannelsWithinSeconds ? 'one-case' : 'linked';
}

/** The earlier received leads; of the same instant the smaller id. */
export function leadsOver(
  one: Pick<CaseState, 'id' | 'receivedAt'>,
  other: Pick<CaseState, 'id' | 'receivedAt'>,
): boolean {
  const difference = one.receivedAt.getTime() - other.receivedAt.getTime();
  return difference < 0 || (difference === 0 && one.id < other.id);
}
