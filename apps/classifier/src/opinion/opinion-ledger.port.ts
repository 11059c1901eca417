import type { Opinion, OpinionFailure } from './opinion.js';
import type { OpinionSettings } from './opinion-settings.js';

export type Reserved =
  | { readonly kind: 'reserved'; readonly call: string }
  | { readonly kind: 'spent'; readonly code: Extract<OpinionFailure, 'hour-spent' | 'day-spent' | 'resting'> };

/** What is remembered of calls: how many there were, and what they answered. */
export abstract class OpinionLedger {
  /** Counts a call before it is made, or says why none may be made. Two processes never get the last one both. */
  abstract reserve(budget: OpinionSettings['budget']): Promise<Reserved>;
  /** How a call ended. */
  abstract settle(call: string, outcome: string): Promise<void>;
  /** The opinion on the same text under the same policy by the same model; null when it is not known. */
  abstract known(fingerprint: string): Promise<Opinion | null>;
  abstract keep(fingerprint: string, opinion: Opinion): Promise<void>;
  /** A keyed digest: what it was made of cannot be found by trying. */
  abstract fingerprint(content: string): string;
}
