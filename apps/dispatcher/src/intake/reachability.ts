import type { DmarcVerdict, NoticeChannel } from '#libs/contracts/vocabulary.js';
import { takesTexts } from '#libs/mail/message/takes-texts.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';

export interface Reachability {
  readonly channel: NoticeChannel;
  readonly address: string;
  readonly name: string | null;
}

const noReply = /^(?:no-?reply|do-?not-?reply|noreply\d*|mailer-daemon|postmaster|bounce[sd]?)(?:[+.-].*)?@/u;

/**
 * Where the complainant can be answered: Reply-To before From for mail, the number for SMS, and for a fax
 * where it is that of a mobile phone. Null where an answer
 * could go wrong: nobody, a no-reply address, a program, or a sender that fails DMARC (DESIGN 5).
 */
export function reachabilityOf(message: StoredMessage, dmarc: DmarcVerdict, automatic: boolean): Reachability | null {
  const contact = message.replyTo ?? message.from;
  if (!contact || automatic || dmarc === 'fail') {
    return null;
  }
  const name = contact.name === '' ? null : contact.name;
  if (contact.address.includes('@')) {
    return noReply.test(contact.address) ? null : { channel: 'mail', address: contact.address, name };
  }
  return message.channel === 'fax' && !takesTexts(contact.address)
    ? null
    : { channel: 'sms', address: contact.address, name };
}
