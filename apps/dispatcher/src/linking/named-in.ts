/** What is known of one complainant. */
export interface Known {
  readonly name: string | null;
  readonly addresses: readonly string[];
  readonly place: string | null;
}

/** A flat, not a whole building: three figures and more. */
const flat = /\d{3,}/u;

/** The words of a text that tell who one complainant is; null: none. Numbers count however they are spaced. Pure. */
export function namedIn(text: string, { name, addresses, place }: Known): string | null {
  const plain = text.normalize('NFKC').toLowerCase();
  const digits = plain.replace(/[\s-]/gu, '');
  const person = name?.trim() ?? '';
  if (person.length >= 2 && plain.includes(person.toLowerCase())) {
    return person;
  }
  const address = addresses.find((known) =>
    known.includes('@')
      ? plain.includes(known.toLowerCase())
      : digits.includes(known.replace(/\D/gu, '').replace(/^86(?=1\d{10}$)/u, '')),
  );
  if (address !== undefined) {
    return address;
  }
  return place !== null &&
    flat.test(place) &&
    digits.includes(place.normalize('NFKC').toLowerCase().replace(/[\s-]/gu, ''))
    ? place
    : null;
}
