import type { Customers } from '#libs/roster/load-customers.js';
import { placeParts } from '../repeats/place-parts.js';

/** How many households or customers a complaint's place has. */
export class Wholes {
  private readonly units: ReadonlyMap<string, { readonly whole: number; readonly sites: ReadonlyMap<string, number> }>;

  constructor(customers: Customers) {
    this.units = new Map(
      [...customers].map(([unit, { whole, places }]) => {
        const sites = Object.entries(places).map(([place, count]) => [placeParts(place).site ?? place, count] as const);
        return [unit, { whole, sites: new Map(sites) }] as const;
      }),
    );
  }

  /** Of the building or shop where it is counted by itself, else of the unit; null where the company does not say. */
  of(unit: string, site: string | null): number | null {
    const known = this.units.get(unit);
    return known === undefined ? null : ((site === null ? undefined : known.sites.get(site)) ?? known.whole);
  }
}
