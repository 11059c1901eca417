import type { Roster } from '#libs/roster/roster.js';
import type { KnownPerson } from '../masking/known-persons.js';

export type CompanyWords = NonNullable<KnownPerson['known']>;

/** The company's own people and sites, which complaints name and nobody outside needs to know. */
export function companyWords(roster: Roster): CompanyWords {
  return {
    people: [...roster.people.values()].map(({ name }) => name),
    places: roster.units.flatMap((unit) => {
      const title = roster.unit(unit)?.title;
      return title === undefined ? [] : [title.zh, title.en];
    }),
  };
}
