import { Identities } from '#libs/contracts/identity.js';

/** Ids that a test can foresee: the n-th ends in n. Different series never meet. */
export class SequentialIdentities extends Identities {
  #count = 0;

  /** @param series 0 to ffff */
  constructor(private readonly series = 0) {
    super();
  }

  override next(): string {
    this.#count += 1;
    return `00000000-0000-4000-8000-${this.series.toString(16).padStart(4, '0')}${this.#count.toString(16).padStart(8, '0')}`;
  }
}
