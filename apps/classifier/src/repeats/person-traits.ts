import { normaliseAddress, normalisePhone } from '#libs/mail/message/normalise-address.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { personName } from './person-name.js';
import type { PlaceParts } from './place-parts.js';

/** By what a writer can be known again, in normal form. Personal data: only their keyed fingerprints are stored. */
export interface PersonTraits {
  /** Mail addresses and telephone numbers. */
  readonly contacts: readonly string[];
  /** Name and place together; null unless both are known. */
  readonly nameAndPlace: string | null;
}

const mostContacts = 6;
/** Programs that pass on the words of many are no person. */
const nobody = /^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|fax|efax|form|website)\d*(?:[+.-].*)?@/u;

/**
 * Contacts of the writer: the address it came from, where it is to be answered, and the number that the text gives to
 * be called on. A fax comes from a gateway, which is nobody's address; only numbers count there.
 */
export function personTraits(
  message: StoredMessage,
  text: string,
  phone: string | null,
  place: PlaceParts,
): PersonTraits {
  const headers = [message.from?.address ?? '', message.replyTo?.address ?? ''].filter(
    (address) => address !== '' && !nobody.test(address) && (message.channel !== 'fax' || !address.includes('@')),
  );
  const contacts = [
    ...headers.map((address) => normaliseAddress(address)),
    phone === null ? null : normalisePhone(phone),
  ].filter((contact) => contact !== null);
  const name = personName(message.channel === 'fax' ? '' : (message.from?.name ?? ''), text);
  const where = place.room ?? place.site;
  return {
    contacts: [...new Set(contacts)].slice(0, mostContacts),
    nameAndPlace: name === null || where === null || where === 'whole' ? null : `${name} ${where}`,
  };
}
