import { nameWords } from './name-words.table.js';

/** What is known of the sender before the text is read. */
export interface KnownPerson {
  /** Address or number with the display name as it came; null where there is none. */
  readonly from: string | null;
  /** Order number, place, number to call: as found in the text by other means. */
  readonly facts: readonly (string | null)[];
  /** People and places that the company knows: its staff, its sites. */
  readonly known?: { readonly people: readonly string[]; readonly places: readonly string[] };
}

const titles = new RegExp(`(?:${nameWords.titles.join('|')})$`, 'u');

/** Words that name the sender, longest first: the display name, its parts, the mail address and what stands before the @. */
export function wordsOfSender(from: string | null): string[] {
  if (from === null) {
    return [];
  }
  const address = /<([^<>]*)>\s*$/u.exec(from)?.[1] ?? (/^\S+@\S+$/u.test(from) ? from : '');
  const display = from
    .replace(/<[^<>]*>\s*$/u, '')
    .replace(/["']/gu, ' ')
    .trim();
  const parts = [display, ...display.split(/[\s,，、/()（）·•]+/u)].flatMap(nameParts);
  const local = address.split('@')[0] ?? '';
  return [...new Set([...parts, address, local.length >= 4 ? local : ''])]
    .filter((word) => word.length >= 2)
    .toSorted((a, b) => b.length - a.length);
}

function nameParts(word: string): string[] {
  const name = word.trim().replace(titles, '').trim();
  if (/^\p{Script=Han}{3,4}$/u.test(name)) {
    // The given name alone is how neighbours are called.
    return [name, name.slice(-2)];
  }
  return [name].filter((one) => (/^[A-Za-z]+$/u.test(one) ? one.length >= 3 : true));
}
