import { findContacts } from './find-contacts.js';
import { occurrencesOf } from './find-words.js';
import { wordsOfSender, type KnownPerson } from './known-persons.js';
import { plainView } from './plain-view.js';

/**
 * The last look before a text leaves: kinds of what a masked text still holds of the sender or of anybody's numbers.
 * Empty: it may leave.
 */
export function leftoversIn(masked: string, known: KnownPerson): string[] {
  const view = plainView(masked).toLowerCase();
  const contacts = findContacts(view).map(({ kind }) => kind);
  const digits = /\d(?:[ ._-]?\d){10,}/u.test(view) ? ['digits'] : [];
  const { people = [], places = [] } = known.known ?? {};
  const words = [...wordsOfSender(known.from), ...people, ...places, ...known.facts.filter((fact) => fact !== null)]
    .map((word) => plainView(word).trim().toLowerCase())
    .filter((word) => word.length >= 2 && occurrencesOf(word, view).length > 0);
  return [...new Set([...contacts, ...digits, ...(words.length > 0 ? ['known-words'] : [])])];
}
