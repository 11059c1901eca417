import type { CommandOffer } from '../notice.intent.js';

export interface ReplyTarget {
  /** Carries the token where the address mode allows. */
  readonly address: string;
  /** `[号码·token]` */
  readonly mark: string;
}

/**
 * Link that opens an answer with the command already in it (RFC 6068). The mark stands in its subject and, on a line of
 * its own, in its body, so that it comes back by mailboxes that keep no plus address.
 */
export function commandLink(offer: CommandOffer, { address, mark }: ReplyTarget): string {
  const body = `${offer.body ?? offer.verb}\n\n${mark}`.replaceAll('\n', '\r\n');
  const to = encodeURIComponent(address).replaceAll('%40', '@').replaceAll('%2B', '+');
  return `mailto:${to}?subject=${encodeURIComponent(`${offer.verb} ${mark}`)}&body=${encodeURIComponent(body)}`;
}
