import { isEndpointsFault, type OpinionFailure } from './opinion.js';
import type { OpinionSettings } from './opinion-settings.js';

/** Calls that were made before, counted up to a business instant. */
export interface CallCount {
  readonly lastHour: number;
  readonly lastDay: number;
  /** Outcomes of the newest calls of the last `restMs`, newest first; null: still under way. */
  readonly newest: readonly (string | null)[];
}

/** So many failures of the endpoint in a row, and it is left alone until the oldest of them is so old. */
export const failuresToRest = 3;
export const restMs = 60_000;

/** Whether another call may be made; null: yes. */
export function whyNotAsk(
  calls: CallCount,
  budget: OpinionSettings['budget'],
): Extract<OpinionFailure, 'hour-spent' | 'day-spent' | 'resting'> | null {
  if (calls.lastDay >= budget.perDay) {
    return 'day-spent';
  }
  if (calls.lastHour >= budget.perHour) {
    return 'hour-spent';
  }
  const ended = calls.newest.filter((outcome) => outcome !== null).slice(0, failuresToRest);
  return ended.length === failuresToRest && ended.every(isEndpointsFault) ? 'resting' : null;
}
