import { RejectedFailure, TransientFailure } from '#libs/failure/failure.js';

/**
 * group-unknown    nobody opened this erasure group
 * group-erased     its keys are destroyed; nothing can be added or read any more (PC-6)
 * item-unknown     no such item, or the service's role may not see it
 * item-malformed   the item does not have the shape that its reader expects
 * item-tampered    the ciphertext or its place was changed: authentication failed
 * join-circular    a group cannot be erased by erasing its own member
 * key-unknown      wrapped by a master key that is not configured here
 * key-malformed    a configured key is not `id:base64` of 32 bytes
 * key-missing      keys are configured by half, or not at all where none may be generated
 */
export type VaultRejection =
  | 'group-unknown'
  | 'group-erased'
  | 'item-unknown'
  | 'item-malformed'
  | 'item-tampered'
  | 'join-circular'
  | 'key-unknown'
  | 'key-malformed'
  | 'key-missing';

export class VaultRejected extends RejectedFailure<VaultRejection> {}

/** The blob store is away, or has lost a blob that the database knows. */
export class VaultUnavailable extends TransientFailure<'blob-store-away' | 'blob-missing'> {}
