import type { QuarantineReason, RefusalReason } from '../ledger/outcome.js';

/** What is known of an arrival before anything in it is read. */
export interface ArrivalFacts {
  readonly sizeBytes: number;
  readonly limitBytes: number;
  /** Null when the transport needs no proof, or the proof holds. */
  readonly doubt: Extract<
    QuarantineReason,
    'signature-missing' | 'signature-wrong' | 'signature-stale' | 'source-unknown' | 'replayed'
  > | null;
  /** Its identity or content has a tombstone in the vault. */
  readonly erasedBefore: boolean;
  /** The delivery that first brought the same content. */
  readonly original: string | null;
}

export type Admission =
  | { readonly kind: 'admit' }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }
  | { readonly kind: 'park'; readonly reason: QuarantineReason }
  | { readonly kind: 'erased' }
  | { readonly kind: 'duplicate'; readonly of: string };

/**
 * Decides at the door, pure. Doubt comes before identity: what does not prove its sender must never count as the
 * original of something that does, or a forger could suppress a complaint by sending it first.
 */
export function decideAdmission(facts: ArrivalFacts): Admission {
  if (facts.sizeBytes > facts.limitBytes) {
    return { kind: 'refuse', reason: 'too-large' };
  }
  if (facts.doubt !== null) {
    return { kind: 'park', reason: facts.doubt };
  }
  if (facts.erasedBefore) {
    return { kind: 'erased' };
  }
  if (facts.original !== null) {
    return { kind: 'duplicate', of: facts.original };
  }
  return { kind: 'admit' };
}
