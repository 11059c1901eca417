/**
 * How a delivery can end. Every delivery ends in exactly one of these; null in the ledger means that it is on its way.
 *
 * complaint        announced as complaint.received
 * reply            carries something of ours; announced as reply.received
 * delivery-report  reports on a notice of ours (bounce, absence, receipt); announced as delivery-report.received
 * machine-note     written by a program and about nothing of ours: on record, announced to nobody (RFC 3834)
 * own              our own mail come back
 * duplicate        the same content came before; `duplicate_of` says which delivery
 * part             a piece of a long text message; `duplicate_of` says which delivery carries the whole
 * quarantined      kept whole, with its reason, until a person looks
 * refused          turned away at the door with an answer to the sender; nothing of its content is kept
 * vanished         seen in a mailbox, gone before it could be fetched: another client moved or deleted it
 * erased           erased before (PC-6); coming again does not bring it back
 */
export const outcomes = [
  'complaint',
  'reply',
  'delivery-report',
  'machine-note',
  'own',
  'duplicate',
  'part',
  'quarantined',
  'refused',
  'vanished',
  'erased',
] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * signature-missing, signature-wrong   a webhook call that does not prove its sender
 * signature-stale                      a proof older than the replay window
 * source-unknown                       a webhook call from an address that the provider does not call from
 * replayed                             a proof that was used before for something else
 * unreadable                           its sender is sure, its form is not the one agreed
 * empty                                no text, no subject, no attachment
 * crashed                              the process died over it three times
 * failed                               a fault of ours, repeated
 * unfetchable                          the mail server lists it and does not hand it out
 */
export const quarantineReasons = [
  'signature-missing',
  'signature-wrong',
  'signature-stale',
  'source-unknown',
  'replayed',
  'unreadable',
  'empty',
  'crashed',
  'failed',
  'unfetchable',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

export type RefusalReason = 'too-large';

/**
 * removed-by-other-client   another program moved or deleted the mail
 * renumbered                its server numbered the folder anew; it is announced again under its new number
 * folder-gone               the whole folder is not on the server any more
 * mailbox-removed           the mailbox is not in the intake plan any more
 */
export type VanishedReason = 'removed-by-other-client' | 'renumbered' | 'folder-gone' | 'mailbox-removed';

/**
 * Why an outcome is what it is; `reply-unmatched`: the dispatcher found no case that the reply belongs to; `fax-resent`:
 * the same sheets came before from the same caller.
 */
export type OutcomeReason = QuarantineReason | RefusalReason | VanishedReason | 'reply-unmatched' | 'fax-resent';
