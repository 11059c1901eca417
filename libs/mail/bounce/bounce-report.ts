/**
 * Why a mail could not be delivered. The names are those of the public bounce collections, so that verdicts can be
 * compared; `delivered` and `delayed` are notices that are no failure.
 */
export const bounceReasons = [
  'userunknown',
  'hasmoved',
  'hostunknown',
  'notaccept',
  'mailboxfull',
  'mesgtoobig',
  'exceedlimit',
  'suspend',
  'filtered',
  'rejected',
  'blocked',
  'badreputation',
  'authfailure',
  'requireptr',
  'spamdetected',
  'virusdetected',
  'contenterror',
  'policyviolation',
  'securityerror',
  'norelaying',
  'notcompliantrfc',
  'syntaxerror',
  'toomanyconn',
  'expired',
  'networkerror',
  'systemerror',
  'systemfull',
  'mailererror',
  'suppressed',
  'onhold',
  'undefined',
  'delivered',
  'delayed',
] as const;
export type BounceReason = (typeof bounceReasons)[number];

/** What became of a mail for one recipient. */
export interface BounceReport {
  /** The recipient's address as reported; '' where the notice names none. */
  readonly recipient: string;
  /** RFC 3463 status; made from the reply code or the reason where the notice has none, e.g. `5.0.0`. */
  readonly status: string;
  /** RFC 3464 2.3.3. */
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** hard: the address will not work again; soft: it may, later or for another mail. Null where nothing failed. */
  readonly class: 'hard' | 'soft' | null;
  readonly reason: BounceReason;
  /** Name of the rule in the data file that gave the reason. */
  readonly rule: string;
  /** The server's words, at most 500 characters. */
  readonly diagnostic: string;
  /** SMTP reply code, '' where there is none. */
  readonly replyCode: string;
}
