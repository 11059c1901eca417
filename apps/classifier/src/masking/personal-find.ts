/**
 * What is hidden of a text that leaves. `number`: papers, accounts, cards; `handle`: a name in another service;
 * `identity`: identity card or passport.
 */
export const personalKinds = [
  'person',
  'phone',
  'mail',
  'link',
  'handle',
  'identity',
  'plate',
  'number',
  'place',
] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** Characters of a text that identify somebody; offsets in UTF-16 units. */
export interface PersonalFind {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
}
