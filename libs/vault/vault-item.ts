import { z } from 'zod';

/**
 * raw         a delivery as it came, byte by byte
 * message     what was parsed from it, JSON
 * attachment  one decoded part
 * assessment  what the classifier found, with the words that decided it, JSON
 * party       name, address and number of a complainant, JSON
 * plan, note, opinion, reason, result   free text that people wrote on a case
 * notice      an outgoing message as it is sent, every time
 * sms         the text of a message by a gateway
 */
export const itemKinds = [
  'raw',
  'message',
  'attachment',
  'assessment',
  'party',
  'plan',
  'note',
  'opinion',
  'notice',
  'reason',
  'result',
  'sms',
] as const;
export const ItemKind = z.enum(itemKinds);
export type ItemKind = z.infer<typeof ItemKind>;

export const VaultItemId = z.uuid().brand<'VaultItemId'>();
export type VaultItemId = z.infer<typeof VaultItemId>;

/** What may be known of an item without opening it. */
export interface VaultItem {
  readonly id: VaultItemId;
  readonly group: string;
  readonly kind: ItemKind;
  /** Bytes before encryption. */
  readonly size: number;
  /** Keys destroyed: it can be counted, never opened. */
  readonly erased: boolean;
}

/** What stays known of something erased, so that it is recognised if it comes again (DESIGN "The vault"). */
export interface Tombstone {
  /** Transport identities, e.g. `imap:mailbox:uidvalidity:uid` or a provider's message id. */
  readonly transport: readonly string[];
  /** Keyed fingerprints as `Vault.fingerprint` makes them. */
  readonly fingerprints: readonly string[];
}
